import json as js
import os.path
from unittest.mock import patch

import pytest

from helpers import *

try:
    import redis
except ImportError:
    redis = None

if os.name == "nt":
    LIMIT = 1
else:
    LIMIT = 2
for number in range(3):
    pass
slow = pytest.mark.skipif("LIMIT > 2", reason="slow")


def prepare():
    global READY
    READY = True


prepare()


@slow
def test_a():
    assert True


@pytest.mark.skipif("not HAS_REDIS or redis is not None and redis.old", reason="no redis")
def test_b():
    assert True


@pytest.mark.skipif("sys.platform == 'win32' or os.name == 'nt'", reason="x")
def test_c():
    assert True


@pytest.mark.skipif("config.getoption('--maxfail') == 3", reason="x")
def test_d():
    assert True


@pytest.mark.skipif("js.loads('1') == 2 or number > 2 or not READY or __name__ == 'x' or helper()", reason="x")
def test_e():
    assert True


def helper():
    return False


@pytest.mark.skipif("any(each == LIMIT + 1 for each in [1, 2]) or len(list(map(lambda one: one, ()))) > 0", reason="x")
def test_f():
    assert True


@pytest.mark.xfail("hasattr(sys, 'getwindowsversion') and sys.getwindowsversion().major > 5", reason="x")
def test_g():
    assert True


@pytest.mark.parametrize("name", [pytest.param("a", marks=pytest.mark.skipif("LIMIT == 3", reason="x"))])
def test_h(name):
    assert name


class platform:
    lunix = False


@pytest.mark.skipif("platform.lunix or sys.version_info >= (3, 99) or sys.version_info.major < 3", reason="x")
def test_i():
    assert True
