from unittest.mock import Mock

import requests_mock


def test_called():
    send = Mock()
    send()
    send.assert_called_once()
    mocker = requests_mock.Mocker()
    mocker.call_count += 1
    assert mocker.called_once
