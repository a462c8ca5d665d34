import pytest


@pytest.mark.slow
def test_slow():
    assert True


@pytest.mark.net
def test_net():
    assert True
