from unittest.mock import patch

import sender
from sender import Sender, send_all


def test_spy(mocker):
    spy = mocker.spy(Sender, "send")
    send_all(["ann"])
    spy.assert_called_once_with(mocker.ANY, "ann")


def test_by_module(mocker):
    spy = mocker.spy(sender.Sender, "send")
    to = "ann"
    send_all([to])
    spy.assert_any_call(to=to)


def test_close(mocker):
    spy = mocker.spy(Sender, "close")
    send_all(["ann"])
    spy.assert_called_with()


def test_like(mocker):
    send = mocker.patch.object(Sender, "send", autospec=True)
    send_all(["ann"])
    send.assert_called_once_with(mocker.ANY, "ann")


class TestSender:
    def test_entered(self):
        with patch("sender.Sender.send", autospec=True) as send:
            Sender().send_all(["ann"])
        send.assert_called_once_with("ann")
