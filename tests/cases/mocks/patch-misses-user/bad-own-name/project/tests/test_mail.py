import asyncio
from unittest import mock
from unittest.mock import patch

from shop import mail
from shop.mail import Post, fetch, send
from shop.mail import send as post


def test_set(monkeypatch):
    def fake(text):
        return "mocked"

    monkeypatch.setattr("shop.mail.send", fake)
    assert send("tea") == "mocked"


def test_object(monkeypatch):
    monkeypatch.setattr(mail, "send", lambda text: "mocked")
    result = post("tea")
    assert result == "mocked"


@patch("shop.mail.send", return_value="mocked")
def test_decorated(replaced):
    assert send("tea") == "mocked"


class TestMail:
    def test_entered(self):
        with mock.patch.object(mail, "send") as replaced:
            send("tea")
        replaced.assert_called_once_with("tea")

    def test_class(self, mocker):
        mocker.patch("shop.mail.Post", autospec=True)
        assert Post().drop() != "dropped"


def test_spy(mocker):
    spy = mocker.spy(mail, "send")
    assert send("tea") == "sent tea"
    assert spy.call_count == 1


def test_async(mocker):
    mocker.patch("shop.mail.fetch", return_value="mocked")
    assert asyncio.run(fetch("tea")) == "mocked"
