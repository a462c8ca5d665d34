from unittest import mock

from shop import clock, days
from shop.times import month


def test_through_module(mocker):
    mocker.patch("shop.clock.datetime.now")
    assert clock.year()


@mock.patch("shop.times.datetime.now")
def test_through_two(now):
    assert month()


def test_object():
    with mock.patch.object(clock.datetime, "now"):
        assert clock.year()


def test_module_of_module(monkeypatch):
    monkeypatch.setattr("shop.days.datetime.date.today", None)
    assert days.day()


def test_as_object(monkeypatch):
    monkeypatch.setattr(days.datetime.date, "today", None)
    assert days.day()
