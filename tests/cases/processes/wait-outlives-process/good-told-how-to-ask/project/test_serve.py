import socket
import subprocess
import sys
import time

import pytest


def wait_up(port, check=None):
    while True:
        try:
            socket.create_connection(("localhost", port)).close()
        except OSError:
            if check:
                assert check()
            time.sleep(0.1)
        else:
            break


@pytest.fixture
def server():
    process = subprocess.Popen([sys.executable, "-m", "shop.serve"])
    wait_up(8123, check=lambda: process.poll() is None)
    yield process
    process.kill()
    process.wait()


def test_server(server):
    assert server.pid
