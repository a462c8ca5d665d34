from shop import prices


def test_rate():
    assert prices.rate() == 19
