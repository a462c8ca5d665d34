import pytest


@pytest.fixture
def test_data():
    return 1
