from shop import prices


def test_total():
    assert prices.total({"tea": 3}) == 3
