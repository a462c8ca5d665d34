from shop.random import pick


def test_total():
    assert pick([1])
