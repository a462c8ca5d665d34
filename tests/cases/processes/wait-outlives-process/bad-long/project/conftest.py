import asyncio
import socket
import subprocess
import sys
import time

import pause
import pytest
from pause import sleep

COMMAND = [sys.executable, "-c", "raise SystemExit(3)"]




@pytest.fixture
def counted():
    process = subprocess.Popen(COMMAND)
    tries = 0
    while tries < 60:
        if socket.socket().connect_ex(("localhost", 47817)) == 0:
            break
        sleep(0.5)
        tries += 1
    else:
        raise TimeoutError(f"waited {sum(pause.total)} s, the process had ended")
    yield
    process.kill()
    process.wait()


@pytest.fixture
def growing():
    process = subprocess.Popen(COMMAND)
    for number in range(1, 10):
        try:
            socket.create_connection(("localhost", 47817)).close()
            break
        except OSError:
            sleep(number)
    yield
    process.kill()
    process.wait()


def wait_for(port, timeout=5):
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        with socket.socket() as sock:
            if sock.connect_ex(("localhost", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)


@pytest.fixture
def by_helper():
    process = subprocess.Popen(COMMAND)
    wait_for(47817, timeout=30)
    yield
    process.kill()
    process.wait()


@pytest.fixture
def short():
    process = subprocess.Popen(COMMAND)
    wait_for(47817)
    yield
    process.kill()
    process.wait()


@pytest.fixture
async def since():
    process = subprocess.Popen(COMMAND)
    start = time.time()
    while True:
        try:
            await asyncio.open_connection("localhost", 47817)
            break
        except OSError:
            if time.time() - start > 30:
                raise
            await asyncio.sleep(0.1)
    yield
    process.kill()
    process.wait()
