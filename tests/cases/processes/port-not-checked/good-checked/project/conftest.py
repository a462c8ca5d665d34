import socket
import subprocess
import sys
import time

import pytest

PORT = 8432


def wait_for(port, process):
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError("dead")
        if socket.socket().connect_ex(("localhost", port)) == 0:
            return
        time.sleep(0.05)
    raise TimeoutError(port)


@pytest.fixture
def server():
    process = subprocess.Popen([sys.executable, "-m", "http.server", str(PORT)])
    wait_for(PORT, process)
    yield PORT
    process.kill()
    process.wait()


@pytest.fixture
def asked_in_loop():
    process = subprocess.Popen([sys.executable, "-m", "http.server", "8433"])
    for _ in range(100):
        if process.poll() is not None:
            raise RuntimeError("dead")
        if socket.socket().connect_ex(("localhost", 8433)) == 0:
            break
        time.sleep(0.05)
    yield 8433
    process.kill()
    process.wait()
