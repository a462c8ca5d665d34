from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def pool():
    with ThreadPoolExecutor(2) as pool:
        yield pool


def test_shutdown(pool):
    assert pool.submit(sum, [1]).result() == 1
    pool.shutdown()


def test_with(pool):
    with pool:
        assert pool.submit(sum, [1]).result() == 1


def test_later(pool):
    assert pool.submit(sum, [1, 2]).result() == 3
