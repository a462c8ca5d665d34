import pytest
from app import app


class Api:
    def get(self, path):
        return self

    def json(self):
        return {"status": "ok"}


@pytest.fixture
def api():
    return Api()


def test_read(client):
    response = client.get("/health")
    assert response.json == response.get_json() == {"status": "ok"}


def test_of_api(api):
    assert api.get("/health").json() == {"status": "ok"}


def test_two():
    client = app.test_client()
    client = Api()
    assert client.get("/health").json() == {"status": "ok"}


def test_refused(client):
    with pytest.raises(TypeError):
        client.get("/health").json()
