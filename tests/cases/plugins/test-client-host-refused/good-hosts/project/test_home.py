from fastapi.testclient import TestClient

from shop import app, configured, tested


def test_base():
    assert TestClient(app, base_url="http://shop.example").get("/").status_code == 200
    assert TestClient(app, "http://shop.example").get("/").status_code == 200


def test_header():
    assert TestClient(app).get("/", headers={"host": "shop.example"}).status_code == 200
    assert TestClient(app, headers={"host": "shop.example"}).get("/").status_code == 200


def test_refused():
    assert TestClient(app).get("/").status_code == 400


def test_whole_address():
    assert TestClient(app).get("http://shop.example/").status_code == 200


def test_tested():
    assert TestClient(tested).get("/").status_code == 200


def test_configured():
    assert TestClient(configured).get("/").status_code == 200
