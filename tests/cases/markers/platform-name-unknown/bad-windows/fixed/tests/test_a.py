import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_fork():
    assert sys.platform != "plan9"
