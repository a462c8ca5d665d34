import os

import pytest


@pytest.fixture(autouse=True)
def sandbox(monkeypatch):
    monkeypatch.setenv('SHOP_HOME', 'sandbox')
