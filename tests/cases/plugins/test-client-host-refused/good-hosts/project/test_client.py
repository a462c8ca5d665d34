from fastapi.testclient import TestClient

from shop import app


def test_header_of_client():
    client = TestClient(app)
    client.headers["Host"] = "shop.example"
    assert client.get("/").status_code == 200


def test_address_of_client():
    client = TestClient(app)
    client.base_url = "http://shop.example"
    assert client.get("/").status_code == 200
