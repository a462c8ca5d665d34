import pytest


@pytest.mark.parametrize("name", {"red", "green", "blue"})
def test_name(name):
    assert name
