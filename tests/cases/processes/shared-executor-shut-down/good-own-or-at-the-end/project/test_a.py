from concurrent.futures import ThreadPoolExecutor

import pytest

POOL = ThreadPoolExecutor(2)
ALONE = ThreadPoolExecutor(2)


def teardown_module():
    POOL.shutdown()


@pytest.fixture(scope="module")
def pool():
    yield POOL
    POOL.shutdown()


def test_own():
    with ThreadPoolExecutor() as pool:
        assert pool.submit(sum, [1]).result() == 1


def test_alone():
    assert ALONE.submit(sum, [1]).result() == 1
    ALONE.shutdown()


def test_later(pool):
    assert POOL.submit(sum, [1, 2]).result() == 3
