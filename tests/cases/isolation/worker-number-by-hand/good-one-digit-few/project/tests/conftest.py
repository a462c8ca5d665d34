import os

import pytest


@pytest.fixture(scope="session")
def port():
    worker = os.getenv("PYTEST_XDIST_WORKER", "gw0")
    return 8000 + int(worker[-1])
