import pytest


@pytest.mark.timeout(seconds=5)
def test_slow():
    assert 1 + 1 == 2
