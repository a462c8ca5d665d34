import pytest


def test_add():
    assert 1 + 2 == 3


def test_divide():
    assert 4 / 2 == 2


@pytest.mark.parametrize("number", [1])
def test_number(number):
    assert number


class TestCalc:
    def test_add(self):
        assert 1 + 2 == 3

    def test_divide(self):
        assert 4 / 2 == 2
