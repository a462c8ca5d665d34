import pytest


@pytest.fixture(autouse=True)
def guard():
    return "guarded"
