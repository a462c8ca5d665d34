from unittest.mock import ANY, patch

import pytest
import sender
from sender import Sender, send_all


def test_object(mocker):
    each = Sender()
    spy = mocker.spy(each, "send")
    each.send_all(["ann"])
    spy.assert_called_once_with("ann")


def test_with_object(mocker):
    each = Sender()
    spy = mocker.spy(Sender, "send")
    each.send_all(["ann"])
    spy.assert_called_once_with(each, "ann")
    spy.assert_called_once_with(mocker.ANY, "ann")
    spy.assert_any_call(self=each, to="ann")
    spy.assert_any_call(*[each, "ann"])


def test_of_module(mocker):
    spy = mocker.spy(sender, "send_all")
    sender.send_all(["ann"])
    spy.assert_called_once_with(["ann"])


def test_not_like():
    with patch.object(Sender, "send") as send:
        send_all(["ann"])
    send.assert_called_once_with("ann")


def test_like():
    with patch.object(Sender, "send", autospec=True) as send:
        send_all(["ann"])
    send.assert_called_once_with(ANY, "ann")


def test_static(mocker):
    spy = mocker.spy(Sender, "sign")
    Sender.sign("ann")
    spy.assert_called_once_with("ann")


def test_class_method(mocker):
    spy = mocker.spy(Sender, "make")
    Sender.make("ann")
    spy.assert_called_once_with("ann")


def test_refused(mocker):
    spy = mocker.spy(Sender, "send")
    send_all(["ann"])
    with pytest.raises(AssertionError):
        spy.assert_called_once_with("ann")


def test_on_class(mocker):
    spy = mocker.spy(Sender, "send")
    Sender.send("nobody", "ann")
    spy.assert_called_once_with("nobody", "ann")


def test_no_method(mocker):
    spy = mocker.spy(Sender, "sign_all")
    Sender.sign_all(["ann"])
    spy.assert_called_once_with(["ann"])
