from unittest.mock import Mock, patch

import pytest
from shop import both, given, late, looking, mail, orders
from shop.orders import order


def test_own_name(monkeypatch):
    monkeypatch.setattr(orders, "send", lambda text: True)
    assert order("tea")


def test_looks_at_module(monkeypatch):
    monkeypatch.setattr(mail, "send", lambda text: True)
    assert looking.order("tea")


def test_imports_late(mocker):
    mocker.patch.object(mail, "send", return_value=True)
    assert late.order("tea")


@patch.object(mail, "send", return_value=True)
def test_by_another(send):
    assert both.order("tea", is_dry=True)


def test_used_at_home(monkeypatch):
    monkeypatch.setattr(mail, "sign", lambda text: "signed")
    assert both.signed("tea") == "signed"


def test_handed_on(monkeypatch):
    monkeypatch.setattr(mail, "send", lambda text: text)
    assert given.order("tea") == "tea"
    assert given.ask(mail.send) == "ask"


def test_both_places(monkeypatch):
    monkeypatch.setattr(mail, "send", lambda text: True)
    monkeypatch.setattr(orders, "send", lambda text: True)
    assert order("tea") and looking.order("tea")


def test_method(monkeypatch):
    monkeypatch.setattr(mail.Post, "drop", lambda self, text: True)
    assert orders.post("tea")


def test_called_itself(monkeypatch):
    monkeypatch.setattr(mail, "send", lambda text: True)
    assert mail.send("tea")
    with pytest.raises(OSError):
        order("tea")


@pytest.fixture
def ordered():
    return looking.order


def test_by_fixture(monkeypatch, ordered):
    monkeypatch.setattr(mail, "send", lambda text: True)
    assert ordered("tea")


def place(name):
    return looking.order(name)


def test_by_helper():
    with patch.object(mail, "send", Mock(return_value=True)):
        assert place("tea")
