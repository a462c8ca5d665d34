import os
from unittest.mock import patch

import pytest


@pytest.mark.xfail(raises=TypeError)
@patch.dict(os.environ, {"PORT": 8080})
def test_decorated():
    pass


@pytest.mark.xfail(raises=TypeError)
def test_called(monkeypatch):
    monkeypatch.setitem(os.environ, "PORT", 8080)
