import asyncio


async def fetch():
    return 1


def fetch_now():
    return asyncio.run(fetch())


def fetch_all(count):
    loop = asyncio.get_event_loop()
    return [loop.run_until_complete(fetch()) for _ in range(count)]


async def test_fetch():
    assert fetch_now() == 1


async def test_all():
    assert fetch_all(2) == [1, 1]
