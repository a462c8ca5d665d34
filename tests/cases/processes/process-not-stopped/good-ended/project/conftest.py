import atexit
import contextlib
import os
import signal
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-c", "import time; time.sleep(4)"]
shared = subprocess.Popen(COMMAND)
atexit.register(shared.kill)


def stop(process):
    process.terminate()
    process.wait()


@pytest.fixture
def by_with():
    with subprocess.Popen(COMMAND) as process:
        yield process
        process.terminate()


@pytest.fixture(scope="session")
def by_yield():
    process = subprocess.Popen(COMMAND)
    yield process
    process.terminate()
    process.wait()


@pytest.fixture
def by_finalizer(request):
    process = subprocess.Popen(COMMAND)
    request.addfinalizer(process.kill)
    return process


@pytest.fixture
def by_helper():
    process = subprocess.Popen(COMMAND)
    yield
    stop(process)


@pytest.fixture
def by_number():
    process = subprocess.Popen(COMMAND, start_new_session=True)
    yield
    os.killpg(process.pid, signal.SIGTERM)


@pytest.fixture
def by_test():
    return subprocess.Popen(COMMAND)


@pytest.fixture
def by_stack():
    with contextlib.ExitStack() as stack:
        process = stack.enter_context(subprocess.Popen(COMMAND))
        yield process
        process.kill()
