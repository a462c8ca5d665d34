import functools

import pytest
from api import Settings, app, get_db, get_user, may_read
from fastapi.testclient import TestClient


def fake_db():
    return "test"


def handing_out(value):
    def inner():
        return value

    return inner


def handed(value):
    return lambda: value


def named(name):
    return name


@functools.cache
def kept(value):
    return lambda: value


@pytest.fixture
def client():
    yield TestClient(app)
    app.dependency_overrides.clear()


def test_function(client):
    app.dependency_overrides[get_db] = fake_db
    assert client.get("/name").json() == "test nobody read"


def test_factory(client):
    app.dependency_overrides[get_db] = handing_out("one")
    app.dependency_overrides[get_user] = handed("two")
    app.dependency_overrides[may_read] = kept("three")
    assert client.get("/name").json() == "one two three"


def test_local_factory(client):
    def fake_db():
        return lambda: "inner"

    app.dependency_overrides[get_db] = fake_db()
    assert client.get("/name").json() == "inner nobody read"


def test_object(client):
    app.dependency_overrides.update({get_db: Settings(), get_user: functools.partial(named, "two")})
    assert client.get("/name").json() == "settings two read"
