import pytest

from notes import app


@pytest.fixture
def client():
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    return app.test_client()


def test_none(client):
    assert client.get("/").status_code == 404
