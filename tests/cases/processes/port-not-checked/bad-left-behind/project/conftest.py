import socket
import subprocess
import sys
import time

import pytest

import earlier  # noqa: F401

PORT = 47813


@pytest.fixture(scope="session")
def server():
    process = subprocess.Popen([sys.executable, "serve.py"], stderr=subprocess.DEVNULL)
    for _ in range(100):
        if socket.socket().connect_ex(("127.0.0.1", PORT)) == 0:
            break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{PORT}"
    process.kill()
    process.wait()
