import pytest


@pytest.mark.flaky(reruns=3)
def test_probe():
    assert False
