import importlib

import config


def test_endpoint(monkeypatch):
    monkeypatch.setenv("API_URL", "http://test")
    assert config.endpoint("/x") == "http://test/x"


def test_default(monkeypatch):
    monkeypatch.setenv("API_DEFAULT", "y")
    importlib.reload(config)
    assert config.DEFAULT == "y"
    monkeypatch.undo()
    importlib.reload(config)
