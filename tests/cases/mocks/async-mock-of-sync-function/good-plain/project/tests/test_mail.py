from unittest.mock import patch

from acc.mailer import deliver


def test_deliver():
    with patch("acc.mailer.render") as render:
        render.return_value = "x"
        assert deliver("hi")
