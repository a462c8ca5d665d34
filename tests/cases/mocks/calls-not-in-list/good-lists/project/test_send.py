from unittest.mock import Mock, call

import pytest


@pytest.fixture
def send():
    send = Mock()
    send(1)
    send(2)
    return send


def test_list(send):
    send.assert_has_calls([call(1), call(2)])
    send.assert_has_calls((call(2), call(1)), any_order=True)
    send.assert_has_calls([call(2), call(1)], True)
    send.assert_has_calls(calls=[call(1)])


def test_worked_out(send):
    calls = [call(1), call(2)]
    send.assert_has_calls(calls)
    send.assert_has_calls(call(number) for number in (1, 2))
    send.assert_has_calls(call(1).call_list())
    send.assert_has_calls(send.mock_calls)


def test_refused(send):
    with pytest.raises(AssertionError):
        send.assert_has_calls(call(1), call(2))


@pytest.mark.xfail(strict=True)
def test_not_minded(send):
    send.assert_has_calls(call(1), call(2))


class Recorder:
    def assert_has_calls(self, *names):
        assert names


def test_own():
    def call(name):
        return name

    Recorder().assert_has_calls(call("a"), call("b"))
