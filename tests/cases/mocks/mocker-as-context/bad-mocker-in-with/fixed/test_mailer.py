from unittest.mock import patch

import mailer


def test_greet(mocker):
    with patch("mailer.send", return_value="sent") as send:
        assert mailer.greet("ann") == "sent"
        send.assert_called_once_with("ann")
