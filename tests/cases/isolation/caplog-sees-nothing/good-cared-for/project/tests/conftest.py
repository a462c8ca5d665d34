import logging

import pytest


@pytest.fixture(autouse=True)
def propagating(monkeypatch):
    monkeypatch.setattr(logging.getLogger("shop"), "propagate", True)
