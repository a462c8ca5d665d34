from store import price


def test_price():
    assert price() == 1
