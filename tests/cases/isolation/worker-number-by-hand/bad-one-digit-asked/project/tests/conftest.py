import os

import pytest


@pytest.fixture(scope="session")
def port(worker_id):
    if worker_id == "master":
        return 8000
    return 8000 + int(worker_id[-1])


@pytest.fixture(scope="session")
def index():
    worker = os.environ.get("PYTEST_XDIST_WORKER", "master")
    return 0 if worker == "master" else int(worker[-1])


@pytest.fixture(scope="session")
def schema():
    worker = os.getenv("PYTEST_XDIST_WORKER", "gw0")
    return int(worker[-1:])


@pytest.fixture(scope="session")
def database():
    if "PYTEST_XDIST_WORKER" in os.environ:
        return int(os.environ["PYTEST_XDIST_WORKER"][2:3])
    return 0
