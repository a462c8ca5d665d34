from shop import prices


def test_cheap(cheap):
    assert prices.rate() == 7
