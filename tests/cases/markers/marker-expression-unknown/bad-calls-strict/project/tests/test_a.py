import pytest


@pytest.mark.integration
def test_far():
    assert 1


@pytest.mark.smoke
def test_near():
    assert 1
