from unittest.mock import patch

import rates
from rates import Api, convert


def test_number(monkeypatch):
    monkeypatch.setattr(rates, "fetch_rate", lambda *args, **kwargs: 1.5)
    assert rates.convert(10, "EUR") == 15


def test_text(mocker):
    mocker.patch("rates.fetch_rate", lambda *args, **kwargs: 1.5)
    assert convert(10, "EUR") == 15


def test_method(monkeypatch):
    monkeypatch.setattr(Api, "load", lambda *args, **kwargs: [7])
    assert Api().first() == 7


def test_new():
    with patch.object(rates, "fetch_rate", new=lambda *args, **kwargs: 2):
        assert convert(10, "EUR") == 20
