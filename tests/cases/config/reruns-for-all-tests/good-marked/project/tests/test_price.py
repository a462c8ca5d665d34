import pytest


@pytest.mark.flaky(reruns=2)
def test_price():
    assert 2 * 3 == 6
