import sys

from tracing import trace


def test_trace():
    meta_path = sys.meta_path[:]
    trace()
    assert sys.meta_path[1:] == meta_path
    sys.meta_path = meta_path
