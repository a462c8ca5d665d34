from shop.app import name


def test_name():
    assert name() == 'test'
