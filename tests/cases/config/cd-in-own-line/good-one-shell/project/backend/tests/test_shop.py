import pytest


@pytest.mark.slow
def test_slow():
    assert True


def test_quick():
    assert True
