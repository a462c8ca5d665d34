import time

import pytest


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 43200.0)
