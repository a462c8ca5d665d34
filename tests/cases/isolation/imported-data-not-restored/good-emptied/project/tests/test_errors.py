import shop


def test_custom():
    shop.CUSTOM[1064] = KeyError
    assert shop.error(1064) is KeyError
    shop.CUSTOM = {}


def test_plain():
    assert shop.error(1064) is ValueError
