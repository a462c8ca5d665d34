import pytest


@pytest.fixture
def cart():
    breakpoint()
    yield []
