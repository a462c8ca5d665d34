import subprocess
import sys
import time

import pytest


@pytest.fixture(scope="session")
def server():
    process = subprocess.Popen([sys.executable, "-m", "http.server", "8123"])
    yield "http://localhost:8123"
    process.kill()
    process.wait()


@pytest.fixture
def slow_server():
    process = subprocess.Popen(["uvicorn", "shop:app", "--port", "8124"])
    time.sleep(2)
    yield
    process.kill()
    process.wait()
