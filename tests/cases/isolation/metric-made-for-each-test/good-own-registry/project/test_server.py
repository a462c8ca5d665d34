import pytest

from server import create_app, once, shared


@pytest.fixture
def app():
    return create_app()


@pytest.fixture
def counter():
    return shared()


@pytest.fixture(scope="module")
def single():
    return once()


def test_one(app, counter, single):
    assert app


def test_two(app, counter, single):
    assert app
