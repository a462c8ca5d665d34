import pytest


@pytest.fixture
def card():
    return 1
