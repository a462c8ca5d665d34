import pytest


@pytest.mark.parametrize("width, depth", [(2, 3)])
def test_volume(width, detph):
    assert width * detph == 6
