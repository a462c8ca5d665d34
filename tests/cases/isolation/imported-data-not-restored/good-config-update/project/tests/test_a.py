import pytest

from shop.web import app


@pytest.fixture
def limited():
    saved = dict(app.config)
    app.config.update(LIMIT=3)
    yield app
    app.config.clear()
    app.config.update(saved)


def test_limit(limited):
    assert limited.config["LIMIT"] == 3
