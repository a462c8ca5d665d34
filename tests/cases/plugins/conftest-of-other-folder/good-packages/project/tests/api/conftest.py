import pytest


@pytest.fixture
def path():
    return "/"
