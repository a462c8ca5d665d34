from unittest.mock import patch

import vendor_testing
from shop import prices


class TestPrices(vendor_testing.TestCase):
    def setUp(self):
        super().setUp()
        self.rate = patch("shop.prices.rate", return_value=1).start()

    def test_rate(self):
        self.assertEqual(prices.rate(), 1)


def test_mocker(mocker):
    mocker.patch("shop.prices.rate", return_value=3)
    assert prices.rate() == 3
