import asyncio


async def check(n):
    await asyncio.sleep(0)
    assert n < 2


async def test_many():
    await asyncio.gather(check(1), check(5), return_exceptions=True)
