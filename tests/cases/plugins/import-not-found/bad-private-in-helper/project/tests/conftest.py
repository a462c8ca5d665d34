import pytest

from tests.amounts import near


@pytest.fixture
def is_near():
    return near
