from unittest import mock
from unittest.mock import MagicMock, Mock

from shop import prices
from shop.prices import Rates


def test_cheap(monkeypatch):
    monkeypatch.setattr("shop.prices.rate", Mock(return_value=7))
    assert prices.rate() == 7


def test_rates(monkeypatch):
    monkeypatch.setattr("shop.prices.Rates.of", mock.MagicMock(return_value=7))
    assert Rates().of("de") == 7


def test_rate():
    assert prices.rate() == 19
