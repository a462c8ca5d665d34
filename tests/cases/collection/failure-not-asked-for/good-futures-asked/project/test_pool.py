import asyncio
import multiprocessing
from concurrent.futures import ThreadPoolExecutor


def check(n):
    assert n < 9


async def acheck(n):
    assert n < 9


def fill(rows):
    rows.append(1)


def test_pool():
    rows = []
    with ThreadPoolExecutor(2) as pool:
        future = pool.submit(check, 1)
        assert future.result() is None
        pool.submit(fill, rows)
    assert rows == [1]


async def test_many():
    found = await asyncio.gather(acheck(1), return_exceptions=True)
    assert found == [None]
    await asyncio.gather(acheck(1))


def test_process():
    process = multiprocessing.Process(target=check, args=(1,))
    process.start()
    process.join()
    assert process.exitcode == 0


async def test_tasks_are_waited_for():
    tasks = [asyncio.ensure_future(asyncio.sleep(0))]
    assert len(tasks) == 1
    await asyncio.gather(*tasks, return_exceptions=True)
