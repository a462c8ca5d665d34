import pytest

from .helpers import double


@pytest.mark.parametrize("value", [1, 2])
def test_double(value):
    assert double(value) == value + value
