import pytest


@pytest.mark.flaky(runs=3)
def test_probe():
    assert False
