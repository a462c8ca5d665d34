from test_base import TestIter


def test_more():
    assert TestIter([2, 3]).first() == 2
