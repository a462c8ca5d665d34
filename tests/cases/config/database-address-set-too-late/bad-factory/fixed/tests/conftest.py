import pytest

from shop import create_app


@pytest.fixture(name="app")
def make_app():
    application = create_app("test", TESTING=True, SQLALCHEMY_DATABASE_URI="sqlite://")
    with application.app_context():
        yield application
