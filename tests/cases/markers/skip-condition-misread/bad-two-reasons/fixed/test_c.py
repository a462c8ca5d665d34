import sys

import pytest


@pytest.mark.skip(reason="twice")
def test_c():
    assert sys


@pytest.mark.skip("later", "twice")
def test_d():
    assert sys


@pytest.mark.skipif(sys.platform == "nowhere", reason="not there")
def test_e():
    assert sys
