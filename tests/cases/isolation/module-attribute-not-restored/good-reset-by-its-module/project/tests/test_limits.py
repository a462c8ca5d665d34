from shop import limits


def test_reset():
    limits.BASKETS += 1
    limits.REBATE = 0
    limits._reset()
    assert (limits.BASKETS, limits.REBATE) == (4, 10)
