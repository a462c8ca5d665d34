import pytest


@pytest.fixture
def env_name():
    return "test"
