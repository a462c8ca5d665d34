from unittest.mock import patch

import mailer


def test_greet():
    patch("mailer.send")
    assert mailer.greet("ann")
