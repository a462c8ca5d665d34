from fastapi.testclient import TestClient

from shop import app


def test_header_of_client():
    client = TestClient(app)
    client.headers["Host"] = "shop.example"
    assert client.get("/").status_code == 200
