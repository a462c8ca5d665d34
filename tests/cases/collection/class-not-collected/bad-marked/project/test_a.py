import sys
from unittest.mock import patch

import pytest

slow = pytest.mark.filterwarnings("default")


def test_a():
    assert True


@pytest.mark.usefixtures("tmp_path")
class OrdersTest:
    def test_order(self):
        assert False


@patch("os.sep", ":")
class PathTests:
    def test_path(self):
        assert False


@slow
class SlowTests:
    def test_slow(self):
        assert False


@pytest.mark.skipif(sys.platform == "win32", reason="not there")
class test_Orders:
    def test_order(self):
        assert False
