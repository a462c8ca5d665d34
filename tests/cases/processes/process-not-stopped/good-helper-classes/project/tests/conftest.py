import subprocess
import sys

import pytest


class Watched:
    def __init__(self):
        self.process = subprocess.Popen([sys.executable, "-c", "pass"])

    def end(self):
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.end()


@pytest.fixture
def watched():
    with Watched() as watched:
        yield watched
