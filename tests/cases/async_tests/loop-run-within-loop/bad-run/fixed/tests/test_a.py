import asyncio


async def fetch():
    return 1


async def test_fetch():
    assert (await fetch()) == 1
