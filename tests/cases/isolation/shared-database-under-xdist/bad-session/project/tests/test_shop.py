def test_one(database, store):
    assert database


def test_two(database, store):
    assert database
