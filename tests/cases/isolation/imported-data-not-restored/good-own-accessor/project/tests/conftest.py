import pytest

from shop.accessors import STACK


@pytest.fixture(autouse=True)
def layer():
    STACK.append({})
    yield
    STACK.pop()
