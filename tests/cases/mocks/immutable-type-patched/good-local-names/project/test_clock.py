import datetime as dt
from datetime import date
from unittest.mock import Mock, patch




@patch("calendar.datetime")
def test_parameter(dt):
    with patch.object(dt.date, "today", return_value=3):
        assert dt.date.today() == 3


def test_entered():
    with patch("calendar.datetime") as date, patch.object(date, "today", return_value=3):
        assert date.today() == 3


def test_local(monkeypatch):
    date = Mock()
    monkeypatch.setattr(date, "today", 3)
    assert date.today == 3


def test_class(monkeypatch):
    class date:
        today = 2

    monkeypatch.setattr(date, "today", 3)
    assert date.today == 3


def test_real():
    assert date.today() and dt.date.today()
