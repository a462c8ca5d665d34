import os

import pytest


@pytest.fixture(autouse=True)
def dollars(monkeypatch):
    monkeypatch.setenv("SHOP_CURRENCY", "USD")


def test_dollars():
    assert os.environ["SHOP_CURRENCY"] == "USD"
