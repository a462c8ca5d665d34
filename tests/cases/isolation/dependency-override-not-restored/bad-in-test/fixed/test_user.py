from fastapi.testclient import TestClient

from shop.main import app, get_user

client = TestClient(app)


def test_admin(monkeypatch):
    monkeypatch.setitem(app.dependency_overrides, get_user, lambda: "admin")
    assert client.get("/user").json() == {"name": "admin"}


def test_nobody():
    assert client.get("/user").json() == {"name": "nobody"}


def test_whole(monkeypatch):
    monkeypatch.setattr(app, "dependency_overrides", {get_user: lambda: "whole"})
    assert client.get("/user").json() == {"name": "whole"}
