from shop.till import till


def test_rounding():
    till.roundings = "down"
    assert till.roundings == "down"
