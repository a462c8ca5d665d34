import sys

import pytest


def test_total():
    if sys.platform == "linux":
        pytest.skip(reason="not on Linux")
    assert 1 + 1 == 2
