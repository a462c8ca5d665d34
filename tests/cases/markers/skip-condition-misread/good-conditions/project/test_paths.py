import os
import sys

import pytest

on_windows = pytest.mark.skipif(sys.platform == "win32", reason="no forks there")
condition = "sys.platform == 'win32'"


@on_windows
def test_fork():
    assert True


@pytest.mark.skipif("sys.platform == 'win32'")
def test_text():
    assert True


@pytest.mark.skipif(condition)
def test_named_text():
    assert True


@pytest.mark.skipif(condition=True, reason="always")
def test_keyword():
    assert True


@pytest.mark.skipif(bool(os.environ.get("HOME", "x")), reason="has a home")
def test_home():
    assert True
