import logging

import pytest

from shop.cart import buy


class TestCart:
    def test_says_so(self, caplog):
        buy()
        assert caplog.messages == ["sold out"]


@pytest.fixture(autouse=True)
def logger_propagates(monkeypatch):
    monkeypatch.setattr(logging.getLogger("shop"), "propagate", True)
