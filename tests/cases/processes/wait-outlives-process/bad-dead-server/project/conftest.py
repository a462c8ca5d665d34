import socket
import subprocess
import sys
import time

import pytest


@pytest.fixture(scope="session")
def server():
    process = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    while True:
        try:
            socket.create_connection(("localhost", 47817)).close()
            break
        except OSError:
            time.sleep(0.1)
    yield 47817
    process.kill()
    process.wait()
