import sys
import types

import pytest


@pytest.fixture(autouse=True)
def board(monkeypatch):
    monkeypatch.setitem(sys.modules, "gpiozero", types.ModuleType("gpiozero"))
