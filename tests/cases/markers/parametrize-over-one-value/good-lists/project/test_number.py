import pytest

NUMBERS = [1, 2]


@pytest.mark.parametrize("number", NUMBERS)
def test_number(number):
    assert number < 3


@pytest.mark.parametrize("letter", "ab")
def test_letter(letter):
    assert letter in "ab"


@pytest.fixture(params=None)
def price():
    return 1


def test_price(price):
    assert price
