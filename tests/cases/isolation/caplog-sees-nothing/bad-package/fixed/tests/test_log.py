import logging

import pytest

from shop.cart import buy


def test_says_so(caplog):
    buy()
    assert caplog.messages == ["sold out"]


@pytest.fixture(autouse=True)
def logger_propagates(monkeypatch):
    monkeypatch.setattr(logging.getLogger("shop"), "propagate", True)
