import datetime


def test_value(monkeypatch):
    monkeypatch.setattr(datetime.datetime, "now", value=None)


def test_all(monkeypatch):
    monkeypatch.setattr(target=datetime.datetime, name="now", value=None)
