import sys

import pytest

windows = pytest.mark.skipif(sys.platform == "win32")


@windows
def test_total():
    assert True


@windows
def test_all():
    assert True
