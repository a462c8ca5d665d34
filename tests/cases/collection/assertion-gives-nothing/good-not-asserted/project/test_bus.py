from unittest.mock import Mock

import pytest


class Bus:
    def assert_sent(self):
        return True

    def assert_has_calls(self, calls):
        return True


def test_call():
    bus = Mock()
    bus.send("x")
    bus.send.assert_called_once_with("x")
    assert bus.send.called


def test_is_none():
    bus = Mock()
    assert bus.send.assert_not_called() is None


def test_not():
    bus = Mock()
    assert not bus.send.assert_not_called()


def test_own():
    assert Bus().assert_has_calls([])
    assert Bus().assert_sent()


def test_expected():
    bus = Mock()
    with pytest.raises(AssertionError):
        assert bus.send.assert_called_once_with("x")


def test_spied():
    spy = Mock(unsafe=True)
    spy.assert_used.return_value = True
    assert spy.assert_used()


def test_either():
    bus = Mock()
    assert bus.send.assert_not_called() or not bus.send.called
