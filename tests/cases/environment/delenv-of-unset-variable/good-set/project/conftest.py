import os

import pytest

os.environ["SHOP_ACCOUNT"] = "tests"


@pytest.fixture(autouse=True)
def token_set(monkeypatch):
    monkeypatch.setenv("SHOP_TOKEN", "abc")
