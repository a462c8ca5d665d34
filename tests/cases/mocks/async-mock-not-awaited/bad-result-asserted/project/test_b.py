def test_mocker(mocker):
    send = mocker.AsyncMock()
    send(1)
    send.assert_called_once_with(1)
