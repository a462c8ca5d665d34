import pytest

from shop import create_app


@pytest.fixture(name="app")
def make_app():
    application = create_app("test")
    application.config["TESTING"] = True
    application.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
    with application.app_context():
        yield application
