import pytest
from expecting import expect


def test_total():
    prices = [1, 2]
    expect(sum(prices)) == 3


def test_size():
    prices = [1, 2]
    expect(prices).size == 2


def test_that_it_fails():
    with pytest.raises(AssertionError):
        expect([1]).size == 3
