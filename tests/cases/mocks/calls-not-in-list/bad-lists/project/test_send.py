from unittest.mock import Mock, call


def test_lists():
    send = Mock()
    send(1)
    send.assert_has_calls([call(1)], [call(2)])


def test_list_and_call():
    send = Mock()
    send(1)
    send.assert_has_calls([call(1)], call(2))


def test_named():
    send = Mock()
    send(1)
    send.assert_has_calls(calls=[call(1)], any_order=[call(2)])
