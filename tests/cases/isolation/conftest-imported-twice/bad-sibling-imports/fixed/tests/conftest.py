import pytest

registry = []
NAMES = ["ann"]


@pytest.fixture
def user():
    registry.append("ann")
    return "ann"


@pytest.fixture
def registered():
    return registry
