import pytest


@pytest.mark.xfail(raises="ValueError", strict=True)
def test_text():
    assert int("x") == 1


@pytest.mark.xfail(reason="not yet", raises=[ValueError, TypeError], strict=True)
def test_list():
    assert int("x") == 1
