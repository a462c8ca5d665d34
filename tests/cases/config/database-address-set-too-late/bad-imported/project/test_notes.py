import pytest

from notes import app, db


@pytest.fixture(scope="module")
def client():
    app.config.update(TESTING=True, SQLALCHEMY_DATABASE_URI="sqlite:///:memory:")
    with app.test_client() as client, app.app_context():
        yield client


def test_in_memory(client):
    assert "memory" in str(db.engine.url)
