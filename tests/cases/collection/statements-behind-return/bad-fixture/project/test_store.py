def test_one(store):
    assert store.opened == 1


def test_two(store):
    assert store.opened == 1
