import pytest
from pytest_check import check as soft


@pytest.fixture
def check():
    def equal(left, right=True):
        assert left == right

    return equal


def test_order():
    soft.equal(1, 1)
    with soft:
        assert 1
    with soft("said"):
        assert 1


def test_own(check):
    check(1 + 1 == 2)


@pytest.mark.parametrize("check", [print])
def test_given(check):
    check("a")


class TestOwn:
    @pytest.fixture
    def check(self):
        return print

    def test_own(self, check):
        check("a")
