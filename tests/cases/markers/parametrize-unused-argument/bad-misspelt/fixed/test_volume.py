import pytest


@pytest.mark.parametrize("width, depth", [(2, 3)])
def test_volume(width, depth):
    assert width * depth == 6
