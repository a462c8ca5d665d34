import os
from unittest import mock


def test_environ(monkeypatch):
    monkeypatch.setattr(os, "environ", {"PORT": 8080})
    assert os.environ["PORT"] == 8080


def test_getenv():
    with mock.patch.object(os, "getenv", return_value=1):
        assert os.getenv("PORT") == 1
