import contextlib
import os


@contextlib.contextmanager
def isolated_environment():
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
