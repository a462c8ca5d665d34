from shop.versions import SINCE_3_3


def test_since():
    assert SINCE_3_3 in (True, False)
