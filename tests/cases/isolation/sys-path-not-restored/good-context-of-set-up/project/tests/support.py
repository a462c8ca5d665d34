import sys
from contextlib import contextmanager


@contextmanager
def tree_context(path):
    before = sys.path[:]
    sys.path[:0] = path
    try:
        yield
    finally:
        sys.path[:] = before
