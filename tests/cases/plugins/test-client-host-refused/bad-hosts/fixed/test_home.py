from fastapi.testclient import TestClient

from shop import main


def test_home(client):
    response = client.get("/")
    assert response.status_code == 200


def test_own():
    assert TestClient(main.app, base_url="http://localhost").get("/").status_code == 200
