import contextlib
import socket
import subprocess
import sys
import time

import pytest


@pytest.fixture(scope="session")
def server():
    process = subprocess.Popen([sys.executable, "-m", "http.server", "8123"])
    for _ in range(100):
        assert process.poll() is None
        with contextlib.suppress(OSError), socket.create_connection(("localhost", 8123)):
            break
        time.sleep(0.1)
    yield "http://localhost:8123"
    process.kill()
    process.wait()
