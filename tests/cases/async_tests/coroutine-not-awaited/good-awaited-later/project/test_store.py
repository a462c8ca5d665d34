import asyncio
import functools


async def check(value):
    await asyncio.sleep(0)
    assert value == 1


def started(function):
    @functools.wraps(function)
    def wrapper(*args):
        return asyncio.run(function(*args))

    return wrapper


@started
async def run_at_once():
    await asyncio.sleep(0)


async def test_async():
    task = asyncio.create_task(check(1))
    later = check(1)
    await asyncio.gather(task, later)


def test_sync():
    asyncio.run(check(1))


def test_decorated():
    run_at_once()
