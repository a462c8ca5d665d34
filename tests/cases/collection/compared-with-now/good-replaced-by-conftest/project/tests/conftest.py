import time

import pytest


@pytest.fixture
def steady(monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 100.0)
