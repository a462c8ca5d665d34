import pytest as pt

pytestmark = [pt.mark.xdist_group(name="printer")]


def test_filled():
    assert True
