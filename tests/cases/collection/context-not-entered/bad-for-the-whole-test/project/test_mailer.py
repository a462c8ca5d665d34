from unittest.mock import patch

import mailer


def test_greet():
    patch("mailer.send", return_value="ok")

    first = mailer.greet("ann")
    if first:
        assert first == "ok"
    assert mailer.greet("bob") == "ok"
