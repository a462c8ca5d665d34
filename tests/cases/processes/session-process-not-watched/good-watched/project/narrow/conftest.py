import subprocess
import sys

import pytest

ECHO = "while True: print(input(), flush=True)"


@pytest.fixture(scope="module")
def echo():
    with subprocess.Popen([sys.executable, "-c", ECHO], stdin=subprocess.PIPE) as process:
        yield process
        process.terminate()
