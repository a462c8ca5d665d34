from unittest import mock

import pytest

from shop.main import app, get_user


@pytest.fixture
def own(monkeypatch):
    monkeypatch.setattr(app, "dependency_overrides", {})
    app.dependency_overrides[get_user] = lambda: "own"
    yield app


@pytest.fixture
def kept():
    with mock.patch.dict(app.dependency_overrides, {get_user: lambda: "kept"}):
        app.dependency_overrides[get_user] = lambda: "more"
        yield app


@pytest.fixture
def patched():
    with mock.patch.object(app, "dependency_overrides", {}):
        app.dependency_overrides[get_user] = lambda: "patched"
        yield app


def test_all(own, kept, patched):
    assert own is kept


def test_more(own):
    app.dependency_overrides[get_user] = lambda: "me"
    assert app.dependency_overrides
