import pytest

from .sizes import SIZE


@pytest.fixture
def size():
    return SIZE
