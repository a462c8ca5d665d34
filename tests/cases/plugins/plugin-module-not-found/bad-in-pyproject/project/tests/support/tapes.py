import pytest


@pytest.fixture
def tape():
    return []
