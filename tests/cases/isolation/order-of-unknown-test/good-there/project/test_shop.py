import pytest
from bases import Base


@pytest.mark.order(after=["test_make", "TestShop::test_in_class"])
def test_uses():
    assert sum([1, 2]) == 3


@pytest.mark.parametrize("number", [1, 2])
def test_make(number):
    assert number


@pytest.mark.order(before="test_make[1]")
def test_before_one():
    assert sum([1, 2]) == 3


@pytest.mark.order(after="test_other.py::test_far")
def test_after_other():
    assert sum([1, 2]) == 3


class TestShop(Base):
    @pytest.mark.order(after="test_inherited")
    def test_in_class(self):
        assert sum([1, 2]) == 3

    @pytest.mark.order(after="test_in_class")
    def test_beside(self):
        assert sum([1, 2]) == 3


@pytest.mark.order(after="TestShop")
class TestAfter:
    def test_after(self):
        assert sum([1, 2]) == 3


@pytest.mark.order(1)
def test_first():
    assert sum([1, 2]) == 3
