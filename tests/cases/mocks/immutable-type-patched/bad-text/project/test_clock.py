from datetime import date, datetime
from unittest import TestCase, mock
from unittest.mock import patch

from shop.clock import year


@patch("datetime.datetime.now")
def test_decorated(now):
    now.return_value = datetime(2001, 1, 1)
    assert year() == 2001


def test_entered():
    with mock.patch("datetime.date.today", return_value=date(2001, 1, 1)):
        assert date.today().year == 2001


def test_by_monkeypatch(monkeypatch):
    monkeypatch.setattr("datetime.datetime.now", lambda tz=None: datetime(2001, 1, 1))
    assert year() == 2001


def test_text():
    with patch("builtins.str.upper", return_value="a"):
        assert "b".upper() == "a"


@mock.patch("decimal.Decimal.sqrt")
class TestYear(TestCase):
    def test_year(self, sqrt):
        self.assertTrue(year())
