import pytest


@pytest.fixture
def port():
    return 80
