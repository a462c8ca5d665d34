import sys

import pytest

from shop.tool import count


@pytest.fixture(autouse=True)
def no_exit(monkeypatch):
    monkeypatch.setattr(sys, "exit", lambda code=0: None)


def test_count():
    count(["--rows", "3"])
