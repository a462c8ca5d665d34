from types import SimpleNamespace

import pytest
from shop import User


@pytest.fixture
def user():
    return User("ann")


@pytest.fixture
def guest():
    return User("gone")


@pytest.fixture
def row(user):
    if user:
        return SimpleNamespace(is_active=True)
    return User("ann")
