import subprocess
import sys

import pytest


@pytest.fixture(scope="session")
def ticker():
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(4)"])
    yield process.pid


@pytest.fixture
def clock():
    clock = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(4)"])
    yield clock
    print(clock.poll())


@pytest.fixture
def returned():
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(4)"])
