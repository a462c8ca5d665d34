from shop.config import replaced


def test_debug():
    replaced.debug = True
    assert replaced.debug


def test_no_debug():
    assert not replaced.debug
