import sys

import pytest


def require(name):
    pytest.skip(name)


def test_a(redis):
    assert redis


def test_b():
    try:
        import simplejson
    except ImportError:
        simplejson = None
    assert simplejson is None


def test_c():
    if sys.platform == "win32":
        import win32api
    assert True


def test_d():
    with pytest.raises(ImportError):
        import simplejson


@pytest.mark.skipif(sys.platform != "win32", reason="Windows")
def test_e():
    import wmi

    assert wmi


def test_f():
    require("pandas")
    import pandas

    assert pandas


def test_g(docker):
    assert docker


@pytest.mark.xfail(reason="not yet", strict=True)
def test_h():
    import polars

    assert polars


def test_i():
    import json

    assert json


@pytest.mark.skip(reason="later")
class TestLater:
    def test_j(self):
        import torch

        assert torch
