import sys
import time

import pytest

if sys.platform != "win32":
    pytest.skip("a clock with coarse steps", allow_module_level=True)


def test_coarse():
    assert time.time() == time.time()
