from shop.names import names


def test_names():
    assert names()
