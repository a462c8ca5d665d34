import pytest


@pytest.fixture
def shop():
    return 1
