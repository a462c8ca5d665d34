import pytest


@pytest.mark.skipif("SLOW", reason="takes long")
def test_slow():
    raise RuntimeError


@pytest.mark.skipif("FAST", reason="takes no time")
def test_fast():
    raise RuntimeError


@pytest.mark.skipif("NEVER", reason="never")
def test_never():
    assert True
