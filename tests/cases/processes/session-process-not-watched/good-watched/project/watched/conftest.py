import subprocess
import sys

import pytest

ECHO = "while True: print(input(), flush=True)"


@pytest.fixture(scope="session")
def session_echo():
    process = subprocess.Popen([sys.executable, "-c", ECHO], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def echo(session_echo):
    if session_echo.poll() is not None:
        pytest.fail("the process is dead")
    return session_echo
