import pytest


@pytest.mark.flaky(reruns=2)
def test_price():
    assert 3 * 4 == 12
