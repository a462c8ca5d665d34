import pytest

from shop import create_app


@pytest.fixture
def context():
    context = create_app().app_context()
    context.push()
    return context
