import subprocess
import sys

import pytest

from waiting import wait_for


@pytest.fixture(scope="session")
def server():
    process = subprocess.Popen([sys.executable, "-m", "http.server", "8123"])
    wait_for(8123)
    yield "http://localhost:8123"
    process.kill()
    process.wait()


@pytest.fixture
def tells():
    process = subprocess.Popen(["uvicorn", "shop:app"], stdout=subprocess.PIPE)
    process.stdout.readline()
    yield
    process.kill()
    process.wait()


@pytest.fixture
def no_server():
    process = subprocess.Popen([sys.executable, "-m", "shop.count"])
    yield process
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def says_when_ready():
    process = subprocess.Popen([sys.executable, "tests/server.py"], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"ready\n"
    yield process
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def watcher():
    process = subprocess.Popen([sys.executable, "observer.py"])
    yield process
    process.kill()
    process.wait()
