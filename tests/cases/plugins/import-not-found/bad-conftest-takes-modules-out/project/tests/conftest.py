import sys

import pytest

READERS = {"json": "json", "yaml": "yaml"}


@pytest.fixture
def without(monkeypatch):
    def take(kind):
        monkeypatch.delitem(sys.modules, READERS[kind], raising=False)
        monkeypatch.setattr(sys, "path", [])

    return take
