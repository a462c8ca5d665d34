import os

import pytest


@pytest.fixture(scope="session")
def port(worker_id):
    return 9000 + (0 if worker_id == "master" else int(worker_id[2:]))


@pytest.fixture(scope="session")
def index():
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").replace("gw", ""))
