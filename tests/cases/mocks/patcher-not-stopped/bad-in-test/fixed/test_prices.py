from unittest.mock import patch

from shop import prices


def test_cheap():
    with patch("shop.prices.rate") as rate:
        rate.return_value = 7
        assert prices.rate() == 7


def test_rate():
    assert prices.rate() == 19
