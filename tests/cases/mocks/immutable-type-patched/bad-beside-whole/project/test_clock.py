from unittest.mock import patch

from shop import clock


def test_method():
    with patch("shop.clock.datetime.now"):
        assert clock.year()


def test_whole():
    with patch("shop.clock.datetime") as datetime:
        datetime.now.return_value.year = 3
        assert clock.year() == 3
