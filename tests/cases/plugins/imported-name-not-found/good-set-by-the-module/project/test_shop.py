from shop import buy


def test_buy():
    assert buy() == 2
