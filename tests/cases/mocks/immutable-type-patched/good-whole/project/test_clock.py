import datetime
from unittest import mock
from unittest.mock import patch

from shop import clock, days
from shop.days import Cart, Day


class Fixed(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2001, 1, 1)


def test_name_of_module(mocker):
    mocker.patch("shop.clock.datetime").now.return_value = Fixed(2001, 1, 1)
    assert clock.year() == 2001


@patch("shop.clock.datetime")
def test_decorated(now):
    now.now.return_value.year = 2001
    assert clock.year() == 2001


def test_module_itself():
    with patch("shop.days.datetime") as of_days:
        of_days.date.today.return_value.day = 3
        assert days.day() == 3


def test_class_of_module(monkeypatch):
    monkeypatch.setattr("datetime.datetime", Fixed)
    monkeypatch.setattr(datetime, "datetime", Fixed)
    monkeypatch.setattr(clock, "datetime", Fixed)
    assert clock.year() == 2001


def test_mock_of_mock():
    with patch("shop.days.time") as of_days, patch.object(of_days.datetime, "now", return_value=3):
        assert of_days.datetime.now() == 3


def test_class_in_python(monkeypatch):
    monkeypatch.setattr(Day, "today", lambda: 3)
    monkeypatch.setattr(Cart, "get", lambda self, key: 3)
    with mock.patch("shop.days.Cart.pop", return_value=4):
        assert (Day.today(), Cart().get(1), Cart().pop(1)) == (3, 3, 4)


def test_own_class(monkeypatch):
    monkeypatch.setattr(Fixed, "now", lambda: 3)
    assert Fixed.now() == 3


def test_object(monkeypatch):
    cart = Cart()
    monkeypatch.setattr(cart, "get", lambda key: 3)
    assert cart.get(1) == 3


def test_function_of_module(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 3)
    assert days.time.time() == 3
