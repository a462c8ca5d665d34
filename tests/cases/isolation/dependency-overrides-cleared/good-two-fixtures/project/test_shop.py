from shop import app, get_store


def test_two(first, store):
    assert app


def test_calm(first, calm_store):
    assert app


def test_behind(behind):
    assert app.dependency_overrides[get_store]() == "behind"


def test_first(first, store):
    assert app.dependency_overrides[get_store]() == "fake"


def test_spread(store, spread):
    assert app.dependency_overrides[get_store]() == "fake"


def test_same(store, same):
    assert app.dependency_overrides[get_store]() == "same"
