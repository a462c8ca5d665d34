import socket
import subprocess
import sys
import time

import pytest


def wait_for(port, process):
    while process.poll() is None:
        try:
            socket.create_connection(("localhost", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server is dead")


@pytest.fixture(scope="session")
def server():
    process = subprocess.Popen([sys.executable, "-m", "shop.serve"])
    wait_for(8123, process)
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def second():
    process = subprocess.Popen([sys.executable, "-m", "shop.serve"])
    while True:
        if process.poll() is not None:
            raise RuntimeError(process.returncode)
        with socket.socket() as sock:
            if sock.connect_ex(("localhost", 8124)) == 0:
                break
        time.sleep(0.1)
    yield
    process.kill()
    process.wait()


@pytest.fixture
def limited():
    process = subprocess.Popen([sys.executable, "-m", "shop.serve"])
    end = time.monotonic() + 5
    while time.monotonic() < end:
        with socket.socket() as sock:
            if sock.connect_ex(("localhost", 8124)) == 0:
                break
        time.sleep(0.1)
    yield
    process.kill()
    process.wait()
