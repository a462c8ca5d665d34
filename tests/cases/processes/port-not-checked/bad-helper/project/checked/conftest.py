import socket
import subprocess
import sys
import time

import pytest

PORT = 8432


def wait_for(port):
    for _ in range(100):
        if socket.socket().connect_ex(("localhost", port)) == 0:
            return
        time.sleep(0.05)
    raise TimeoutError(port)


def free_port():
    with socket.socket() as sock:
        sock.bind(("localhost", 0))
        return sock.getsockname()[1]


@pytest.fixture
def chosen():
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "http.server", str(port)])
    wait_for(port)
    yield port
    process.kill()
    process.wait()


@pytest.fixture
def looked_at():
    process = subprocess.Popen([sys.executable, "-m", "http.server", str(PORT)])
    wait_for(PORT)
    assert process.poll() is None
    yield PORT
    process.kill()
    process.wait()


@pytest.fixture
def tried_first():
    if socket.socket().connect_ex(("localhost", PORT)) == 0:
        pytest.fail(f"port {PORT} is taken")
    process = subprocess.Popen([sys.executable, "-m", "http.server", str(PORT)])
    wait_for(PORT)
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
