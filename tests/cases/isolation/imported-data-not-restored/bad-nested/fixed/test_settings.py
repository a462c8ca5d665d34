from shop import SETTINGS


def test_own(monkeypatch):
    monkeypatch.setitem(SETTINGS["db"], "url", "test")
    assert SETTINGS["db"]["url"] == "test"


def test_usual():
    assert SETTINGS["db"]["url"] == "prod"
