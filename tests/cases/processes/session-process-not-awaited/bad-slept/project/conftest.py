import subprocess
import sys
from time import sleep

import pytest


@pytest.fixture(scope="session")
def server():
    process = subprocess.Popen([sys.executable, "-m", "http.server", "--port", "47821"])
    sleep(0.5)
    yield 47821
    process.terminate()
    process.wait()


@pytest.fixture(scope="session")
def slow():
    process = subprocess.Popen([sys.executable, "-m", "http.server", "--port", "47822"])
    sleep(3)
    yield 47822
    process.terminate()
    process.wait()
