from shop.stores.obstore import store


def test_store():
    assert store()
