import pytest


@pytest.mark.timeout(timeout=5)
def test_slow():
    assert 1 + 1 == 2
