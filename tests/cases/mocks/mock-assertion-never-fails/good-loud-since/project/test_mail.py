from unittest.mock import Mock


def test_called():
    send = Mock()
    send.called_once_with(1)
