import pytest


@pytest.mark.parametrize("colour", {"red", "green", "blue"})
def test_colour(colour):
    assert colour.islower()
