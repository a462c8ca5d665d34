import os

import pytest


@pytest.fixture(scope="session")
def port(worker_id):
    return 9000 + int(worker_id[2:])


@pytest.fixture(scope="session")
def index():
    return int(os.environ["PYTEST_XDIST_WORKER"].replace("gw", ""))
