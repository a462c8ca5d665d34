from contextlib import contextmanager

from fastapi import FastAPI
from fastapi.testclient import TestClient

from shop.main import app, get_user


@contextmanager
def user(name):
    app.dependency_overrides[get_user] = lambda: name
    try:
        yield
    finally:
        del app.dependency_overrides[get_user]


def reset():
    app.dependency_overrides.pop(get_user, None)


def test_fixtures(as_admin, as_guest, saved, client):
    assert client.get("/user").status_code == 200


def test_own(own_app):
    own_app.dependency_overrides[get_user] = lambda: "me"
    assert own_app


def test_finally():
    app.dependency_overrides[get_user] = lambda: "admin"
    try:
        assert TestClient(app).get("/user").json() == {"name": "admin"}
    finally:
        app.dependency_overrides.pop(get_user)


def test_context():
    with user("me"):
        assert TestClient(app).get("/user").json() == {"name": "me"}


def test_helper():
    app.dependency_overrides[get_user] = lambda: "admin"
    assert TestClient(app).get("/user").status_code == 200
    reset()


def test_monkeypatch(monkeypatch):
    monkeypatch.setitem(app.dependency_overrides, get_user, lambda: "admin")
    assert TestClient(app).get("/user").json() == {"name": "admin"}


def test_local():
    own = FastAPI()
    own.dependency_overrides[get_user] = lambda: "me"
    assert own


class TestUser:
    def setup_method(self):
        app.dependency_overrides[get_user] = lambda: "admin"

    def teardown_method(self):
        app.dependency_overrides.pop(get_user)

    def test_user(self):
        assert TestClient(app).get("/user").json() == {"name": "admin"}
