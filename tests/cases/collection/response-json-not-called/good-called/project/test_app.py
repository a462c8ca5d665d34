import pytest
from app import app
from fastapi.testclient import TestClient


class Flask:
    json = {"status": "ok"}

    def get(self, path):
        return self


@pytest.fixture
def flask():
    return Flask()


def test_called(client):
    response = client.get("/health")
    assert response.json()["status"] == "ok"
    assert client.get("/health").json() == {"status": "ok"}


def test_handed_on(client):
    response = client.get("/health")
    read = response.json
    assert read()["status"] == "ok"
    assert callable(response.json)


def test_property(flask):
    response = flask.get("/health")
    assert response.json["status"] == "ok"


def test_other():
    client = TestClient(app)
    response = client.get("/health")
    response = Flask()
    assert response.json["status"] == "ok"


def test_refused(client):
    response = client.get("/health")
    with pytest.raises(TypeError):
        response.json["status"]


def test_there(client):
    response = client.get("/health")
    assert response.json is not None
    assert response.json != {}


def test_set(client, monkeypatch):
    response = client.get("/health")
    response.json = {"status": "ok"}
    assert response.json["status"] == "ok"
    other = client.get("/health")
    monkeypatch.setattr(other, "json", {"status": "ok"})
    assert other.json == {"status": "ok"}
