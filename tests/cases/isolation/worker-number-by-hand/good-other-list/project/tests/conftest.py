import os

import pytest


@pytest.fixture(scope="session")
def port():
    worker = os.getenv("PYTEST_XDIST_WORKER", "gw0")
    return 8000 + sum(map(ord, worker))


@pytest.fixture(scope="session")
def index(workers):
    name = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    assert name
    return int(workers[-1])
