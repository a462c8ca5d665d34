import logging

import pytest
from shop import buy


def test_says_so(caplog):
    buy()
    assert "sold out" in caplog.text


@pytest.fixture(autouse=True)
def logger_propagates(monkeypatch):
    monkeypatch.setattr(logging.getLogger("shop"), "propagate", True)
