import os


def test_port(monkeypatch):
    monkeypatch.setenv("PORT", 8080)
    assert int(os.environ["PORT"]) == 8080
