import pytest


@pytest.fixture
def box():
    return []
