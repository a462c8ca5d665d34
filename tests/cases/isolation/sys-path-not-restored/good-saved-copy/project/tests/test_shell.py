import sys


def choose():
    return "plain"


def test_choose():
    old_path = sys.path.copy()
    assert choose() == "plain"
    assert len(sys.path) == len(old_path)
    sys.path = old_path
