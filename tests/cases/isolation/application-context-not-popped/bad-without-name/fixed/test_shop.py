import pytest
from flask import current_app, has_app_context, has_request_context

from shop import create_app


@pytest.fixture
def app():
    app = create_app()
    with app.test_request_context("/"):
        yield app


def test_within(app):
    assert has_request_context()


def test_name():
    with create_app().app_context():
        assert current_app.name == "shop"


def test_without():
    assert not has_app_context()
