from unittest.mock import Mock


def test_uncalled():
    send = Mock()
    send.assert_called_once()


def test_bound():
    send = Mock()
    assert send.assert_called_with


def test_no_assertion():
    send = Mock()
    send(2)
    send.called_once_with(1)
    send.child.has_calls([1])


def test_always_true():
    send = Mock()
    assert send.called_once
    assert send.not_called()
