import os


def test_region(monkeypatch):
    monkeypatch.setenv("REGION", "eu")
    assert os.environ["REGION"] == "eu"


def test_no_region():
    assert "REGION" not in os.environ
