import pytest
from shop import User


@pytest.fixture
def user():
    user = User("gone")
    yield user
