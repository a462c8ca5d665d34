import sys

import pytest
from shop.testing import fixture, module_fixture, parametrize, skipif

only_if = pytest.mark.skipif


@module_fixture
def prices():
    return [1, 2]


@fixture(name="order")
def make_order(prices):
    return sum(prices)


@skipif(sys.maxsize < 0, reason="never")
def test_order(order):
    assert order == 3


@only_if(sys.maxsize > 0, reason="always")
def test_small_numbers():
    assert sys.maxsize < 0


@parametrize("count", [1, 2])
def test_counts(count, prices):
    assert count in prices
