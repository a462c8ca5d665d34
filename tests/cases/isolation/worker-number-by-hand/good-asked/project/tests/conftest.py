import os

import pytest


def number():
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    return int(worker[2:])


@pytest.fixture(scope="session")
def port(worker_id):
    if worker_id == "master":
        return 9000
    return 9000 + int(worker_id[2:])


@pytest.fixture(scope="session")
def schema(worker_id):
    number = int(worker_id[2:]) if worker_id.startswith("gw") else 0
    return f"shop_{number}"


@pytest.fixture(scope="session")
def folder(worker_id):
    return f"shop_{worker_id}"


@pytest.fixture(scope="session")
def index():
    worker_id = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    return int(worker_id[2:])
