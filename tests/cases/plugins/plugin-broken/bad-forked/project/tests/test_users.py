import pytest


@pytest.mark.forked
def test_name():
    assert "admin".islower()
