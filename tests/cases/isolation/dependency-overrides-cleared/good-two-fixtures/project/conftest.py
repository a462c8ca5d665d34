import contextlib

import pytest

from shop import app, get_store, get_user


@pytest.fixture
def store():
    app.dependency_overrides[get_store] = lambda: "fake"
    yield
    app.dependency_overrides.pop(get_store, None)


@pytest.fixture
def calm_store():
    app.dependency_overrides[get_store] = lambda: "fake"
    yield
    with contextlib.suppress(KeyError):
        del app.dependency_overrides[get_store]


@pytest.fixture
def first():
    app.dependency_overrides = {get_user: lambda: "bob"}
    yield
    app.dependency_overrides = {}


@pytest.fixture
def behind(first):
    app.dependency_overrides[get_store] = lambda: "behind"
    yield
    app.dependency_overrides.pop(get_store)


@pytest.fixture
def spread():
    before = app.dependency_overrides
    app.dependency_overrides = {**before, get_user: lambda: "bob"}
    yield
    app.dependency_overrides = before


@pytest.fixture
def same():
    app.dependency_overrides = {get_store: lambda: "same"}
    yield
    app.dependency_overrides.pop(get_store, None)
