import pytest

from shop import app, get_store, get_user


@pytest.fixture
def shelf():
    app.dependency_overrides.update({get_store: lambda: "shelf"})
    yield
    app.dependency_overrides.pop(get_store, None)


@pytest.mark.usefixtures("shelf")
def test_user():
    app.dependency_overrides = {get_user: lambda: "eve"}
    try:
        assert app.dependency_overrides[get_store]() == "shelf"
    finally:
        app.dependency_overrides = {}
