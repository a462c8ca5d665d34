import pytest


@pytest.mark.parametrize("is_short", [False, True])
def test_header(is_short):
    assert is_short in (False, True)


@pytest.mark.parametrize("width", [1, 2])
def test_header_2(width):
    assert width < 3
