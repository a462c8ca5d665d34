from fastapi.testclient import TestClient

from api import app

client = TestClient(app, raise_server_exceptions=False)


def test_rates():
    response = client.get("/rates")
    assert response.status_code == 500
    assert response.json() == {"error": "rates"}


def test_orders():
    assert client.post("/orders", json={}).status_code == 500


def test_fixture(http):
    assert http.get("/rates").status_code == 500


def test_down(http):
    assert http.get("/down").status_code == 500
