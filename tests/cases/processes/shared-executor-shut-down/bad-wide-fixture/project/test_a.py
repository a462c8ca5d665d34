import asyncio
from concurrent.futures import ThreadPoolExecutor
from pytest import fixture


@fixture(scope="class")
def threads():
    return ThreadPoolExecutor(1)


def test_ends(pool):
    assert pool.submit(int, "1").result() == 1
    pool.shutdown(wait=True)


def test_enters(workers):
    with workers as made:
        assert list(made.map(int, "12")) == [1, 2]


def test_asks(workers):
    async def run():
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(workers, int, "1")

    assert list(workers.map(int, "12")) == [1, 2]
    assert asyncio.run(run()) == 1


class TestThreads:
    def test_ends(self, threads):
        threads.shutdown()

    def test_asks(self, threads):
        assert threads.submit(int, "1").result() == 1
