import os


def test_environ(monkeypatch):
    monkeypatch.setattr(os, "environ", {})
    os.environ["PORT"] = 8080
    monkeypatch.setitem(os.environ, "DEPTH", 2)
