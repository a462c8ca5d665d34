import pytest


@pytest.mark.skipif(reason="not on Windows")
def test_drive():
    assert False


@pytest.mark.skipif
def test_fork():
    assert False
