import concurrent.futures
from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture(scope="function")
def pool():
    made = ThreadPoolExecutor()
    yield made
    made.shutdown()


@pytest.fixture(name="workers")
def make_workers():
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as made:
        yield made
