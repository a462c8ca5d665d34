import sys

import pytest

WHY = "not on this machine"
HAS_ERROR = sys.platform == "win32"
Error = sys.platform == "darwin"


@pytest.mark.skip("sys.platform is not known here")
def test_words():
    assert WHY


@pytest.mark.skip(WHY)
def test_name():
    assert WHY


@pytest.mark.skip("numpy < 2")
def test_version():
    assert WHY


@pytest.mark.skip
def test_bare():
    assert WHY


@pytest.mark.skip(f"not on {sys.platform}")
def test_formatted():
    assert WHY


@pytest.mark.xfail(HAS_ERROR, raises=OSError, reason="not there")
def test_flag():
    assert WHY


@pytest.mark.xfail(raises=(OSError, ValueError))
def test_raises():
    raise ValueError(WHY)
