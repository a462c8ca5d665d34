from app import app
from fastapi.testclient import TestClient

asking = TestClient(app)


def test_indexed():
    response = asking.get("/health")
    assert response.json()["status"] == "ok"


def test_compared(client):
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


class TestHealth:
    def test_looked_into(self, client):
        assert "status" in client.get("/health").json()

    def test_method(self, client):
        answer = client.get("/health")
        assert answer.json().get("status") == "ok"
