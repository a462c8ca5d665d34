import contextlib
import os


@contextlib.contextmanager
def chdir(path):
    saved = os.getcwd()
    os.chdir(path)
    try:
        yield path
    finally:
        os.chdir(saved)
