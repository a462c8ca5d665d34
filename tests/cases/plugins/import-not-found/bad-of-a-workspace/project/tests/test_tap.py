import tap_shop


def test_tap():
    assert tap_shop
