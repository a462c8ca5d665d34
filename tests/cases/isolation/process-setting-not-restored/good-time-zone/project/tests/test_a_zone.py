import time

import pytest


@pytest.fixture
def zone(monkeypatch):
    def choose(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield choose
    monkeypatch.undo()
    time.tzset()


def test_tokyo(zone):
    zone("Asia/Tokyo")
    assert time.tzname[0] == "JST"


def test_paris(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    try:
        assert time.tzname[0] == "CET"
    finally:
        monkeypatch.undo()
        time.tzset()
