from unittest.mock import patch

import pytest
import shop.mail
from shop import mail
from shop.mail import count, load, send, send_all
from shop.orders import order


@pytest.fixture
def ordered():
    return order


def place(text):
    return order(text)


def test_recursive(monkeypatch):
    monkeypatch.setattr("shop.mail.count", lambda number: 5)
    assert count(1) == 6


def test_imported_behind(monkeypatch):
    monkeypatch.setattr("shop.mail.send", lambda text: "mocked")
    from shop.mail import send

    assert send("tea") == "mocked"


def test_by_module(monkeypatch):
    monkeypatch.setattr(mail, "send", lambda text: "mocked")
    assert mail.send("tea") == shop.mail.send("tea") == "mocked"
    assert send("tea") == "sent tea"


def test_of_another(monkeypatch):
    monkeypatch.setattr("shop.mail.send", lambda text: "mocked")
    assert order("tea") == "mocked"
    assert send("tea") == "sent tea"


def test_by_helper(monkeypatch):
    monkeypatch.setattr("shop.mail.send", lambda text: "mocked")
    assert place("tea") != send("tea")


def test_by_fixture(monkeypatch, ordered):
    monkeypatch.setattr("shop.mail.send", lambda text: "mocked")
    assert ordered("tea") != send("tea")


def test_of_its_module(monkeypatch):
    monkeypatch.setattr("shop.mail.send", lambda text: "mocked")
    assert send_all(["tea"]) == ["mocked"]
    assert send("tea") == "sent tea"


def test_before(mocker):
    real = send("tea")
    mocker.patch("shop.mail.send", return_value="mocked")
    assert order("tea") != real


def test_handed_on(mocker):
    mocker.patch("shop.mail.send", side_effect=lambda text: send(text).upper())
    assert order("tea") == "SENT TEA"


def test_made_of_the_real_one(mocker):
    replaced = mocker.patch("shop.mail.send")
    replaced.return_value = send("tea")
    assert not replaced.called


def test_wrapped(monkeypatch):
    real = send
    monkeypatch.setattr("shop.mail.send", lambda text: real(text))
    assert order("tea") == "sent tea"


def test_before_block():
    with patch("shop.mail.send", return_value="mocked"):
        assert order("tea") == "mocked"
    assert send("tea") == "sent tea"


def test_behind_block():
    with patch("shop.mail.send"):
        pass
    assert send("tea") == "sent tea"


def test_looked_up(monkeypatch):
    monkeypatch.setattr("shop.mail.find", lambda name: "found")
    assert load("tea") == "found"


def test_own(monkeypatch):
    def send(text):
        return "own"

    monkeypatch.setattr("shop.mail.send", send)
    assert send("tea") == order("tea") == "own"
