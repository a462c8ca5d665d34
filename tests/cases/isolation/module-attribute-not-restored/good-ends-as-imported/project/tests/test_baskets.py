from shop import limits


def most():
    return limits.BASKETS * 2


def test_most():
    limits.BASKETS = 2
    assert most() == 4

    limits.BASKETS = 4
    assert most() == 8
