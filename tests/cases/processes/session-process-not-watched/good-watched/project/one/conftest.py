import subprocess
import sys

import pytest

ECHO = "while True: print(input(), flush=True)"


@pytest.fixture(scope="session")
def echo():
    process = subprocess.Popen([sys.executable, "-c", ECHO], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.wait()
