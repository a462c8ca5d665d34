from unittest.mock import patch

import mailer


def test_greet():
    with patch("mailer.send"):
        assert mailer.greet("ann")
