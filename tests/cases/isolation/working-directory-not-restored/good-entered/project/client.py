import contextlib
import os


class Client:
    @contextlib.contextmanager
    def chdir(self, folder="."):
        before = os.getcwd()
        os.chdir(folder)
        yield
        os.chdir(before)


def go(folder):
    os.chdir(folder)
