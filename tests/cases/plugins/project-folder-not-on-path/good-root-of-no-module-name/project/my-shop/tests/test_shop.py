import shop


def test_shop():
    assert shop
