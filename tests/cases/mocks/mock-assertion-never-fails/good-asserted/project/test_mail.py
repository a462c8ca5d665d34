from unittest.mock import Mock, call


class Spy:
    def __init__(self):
        self.calls = []

    def any_call(self, value):
        return value in self.calls


def test_called():
    send = Mock()
    send(1)
    send.assert_called_once_with(1)
    send.assert_has_calls([call(1)])
    assert send.called
    assert send.call_count == 1
    check = send.assert_called_once
    check()


def test_spy():
    spy = Spy()
    assert not spy.any_call(3)
