from fastapi.testclient import TestClient

from shop import app


def test_deleted():
    client = TestClient(app)
    assert client.delete("/cart", json=[1]).status_code == 404
