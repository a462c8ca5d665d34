import pytest


@pytest.fixture
def till():
    return 1
