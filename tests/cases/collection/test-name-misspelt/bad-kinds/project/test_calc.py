import pytest


def test_add():
    assert 1 + 2 == 3


def tset_divide():
    assert 4 / 2 == 2


@pytest.mark.parametrize("number", [1])
def tets_number(number):
    assert number


class TestCalc:
    def test_add(self):
        assert 1 + 2 == 3

    def Test_divide(self):
        assert 4 / 2 == 2
