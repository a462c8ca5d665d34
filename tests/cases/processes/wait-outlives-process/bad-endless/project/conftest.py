import socket
import subprocess
import sys
import time

import pytest


def wait_for(port):
    while True:
        try:
            socket.create_connection(("localhost", port)).close()
            return
        except OSError:
            time.sleep(0.1)


@pytest.fixture(scope="session")
def server():
    process = subprocess.Popen([sys.executable, "-m", "shop.serve"])
    wait_for(8123)
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def second():
    process = subprocess.Popen([sys.executable, "-m", "shop.serve"])
    ready = False
    while not ready:
        time.sleep(0.1)
        with socket.socket() as sock:
            ready = sock.connect_ex(("localhost", 8124)) == 0
    yield
    process.kill()
    process.wait()


@pytest.fixture
def third():
    process = subprocess.Popen([sys.executable, "-m", "shop.serve"])
    for _ in range(600):
        with socket.socket() as sock:
            if sock.connect_ex(("localhost", 8124)) == 0:
                break
        time.sleep(0.1)
    yield
    process.kill()
    process.wait()
