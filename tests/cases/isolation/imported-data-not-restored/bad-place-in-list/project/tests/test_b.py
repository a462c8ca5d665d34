from shop.rows import LIMITS


def test_all():
    assert sum(LIMITS) == 7
