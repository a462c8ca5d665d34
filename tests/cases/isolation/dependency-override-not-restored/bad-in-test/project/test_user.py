from fastapi.testclient import TestClient

from shop.main import app, get_user

client = TestClient(app)


def test_admin():
    app.dependency_overrides[get_user] = lambda: "admin"
    assert client.get("/user").json() == {"name": "admin"}


def test_nobody():
    assert client.get("/user").json() == {"name": "nobody"}


def test_whole():
    app.dependency_overrides = {get_user: lambda: "whole"}
    assert client.get("/user").json() == {"name": "whole"}
