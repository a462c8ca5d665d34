from unittest import mock
from unittest.mock import patch

import pytest
from shop import mail, orders
from shop.orders import Basket, order


def test_imported_here(monkeypatch):
    import shop.mail

    monkeypatch.setattr("shop.orders.send", lambda text: True)
    assert order("tea")


def test_set(monkeypatch):
    monkeypatch.setattr("shop.orders.send", lambda text: True)
    assert orders.order("tea")


def test_class(monkeypatch):
    monkeypatch.setattr("shop.orders.Post", mock.Mock())
    assert orders.post("tea")


@patch.object(mail, "send", return_value=True)
def test_decorated(send):
    assert order("tea")
    send.assert_called_once_with("order tea")


class TestBasket:
    @pytest.mark.parametrize("count", [1])
    def test_entered(self, count):
        with mock.patch.object(mail, "send") as send:
            Basket().order()
        assert send.call_count == count

    def test_mocker(self, mocker):
        mocker.patch.object(mail, "send", autospec=True)
        assert order("tea")
        mail.send.assert_called_once()

    def test_spied(self, mocker):
        spy = mocker.spy(mail, "send")
        with pytest.raises(OSError):
            order("tea")
        spy.assert_called_once_with("order tea")
