import pytest
from shop import context


@pytest.fixture(autouse=True)
def reset_context():
    context.bits = 53
