import pytest


@pytest.fixture
def cart():
    yield []
