from unittest.mock import Mock

import pytest

from shop import prices
from shop.prices import Rates


@pytest.fixture
def cheap():
    old = prices.rate
    prices.rate = Mock(return_value=7)
    yield prices.rate
    prices.rate = old


def test_cheap(cheap):
    assert prices.rate() == 7


def test_object():
    rates = Rates()
    rates.of = Mock(return_value=7)
    assert rates.of("de") == 7


def test_own_class():
    class Own(Rates):
        pass

    Own.of = Mock(return_value=7)
    assert Own().of("de") == 7


def test_finally():
    old = prices.rate
    prices.rate = Mock(return_value=7)
    try:
        assert prices.rate() == 7
    finally:
        prices.rate = old


def test_child():
    send = Mock()
    send.child = Mock(return_value=3)
    assert send.child() == 3
