from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from unittest.mock import Mock

import pytest


@pytest.fixture(scope="session")
def pool():
    made = ThreadPoolExecutor(2)
    yield made
    made.shutdown()


@pytest.fixture
def own():
    with ThreadPoolExecutor(2) as made:
        yield made


@pytest.fixture(scope="module")
def last():
    with ThreadPoolExecutor(2) as made:
        yield made


@pytest.fixture(scope="class")
def of_class():
    return ThreadPoolExecutor(2)


@pytest.fixture(scope="session")
def factory():
    spare = ThreadPoolExecutor(1)
    yield lambda: ThreadPoolExecutor(2)
    spare.shutdown()


@pytest.fixture(scope="session", params=[ThreadPoolExecutor, ProcessPoolExecutor])
def kind(request):
    return request.param


@pytest.fixture(scope="session")
def mocked():
    real = ThreadPoolExecutor(1)
    real.shutdown()
    yield Mock(spec=real)
