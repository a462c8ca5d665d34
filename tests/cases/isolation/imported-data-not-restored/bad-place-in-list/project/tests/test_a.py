from shop.rows import LIMITS


def test_limits():
    LIMITS[0] = 1
    assert min(LIMITS) == 1
