import os


def test_env(monkeypatch, record_property):
    monkeypatch.setenv("PORT", "80")
    record_property("port", "80")
    assert os.environ["PORT"] == "80"
