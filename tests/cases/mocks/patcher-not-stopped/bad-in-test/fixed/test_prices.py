from unittest.mock import patch

from shop import prices


def test_cheap(request):
    patcher = patch("shop.prices.rate")
    rate = patcher.start()
    request.addfinalizer(patcher.stop)
    rate.return_value = 7
    assert prices.rate() == 7


def test_rate():
    assert prices.rate() == 19
