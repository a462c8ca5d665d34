import shop


def test_default():
    assert shop.LIMIT == 10
