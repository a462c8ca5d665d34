from shop import app, get_store


def test_cleared(store, client):
    assert app.dependency_overrides[get_store]() == "fake"
