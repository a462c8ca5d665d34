import pytest


@pytest.mark.slow
def test_total():
    assert True
