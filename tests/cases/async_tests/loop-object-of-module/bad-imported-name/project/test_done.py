import asyncio
from asyncio import Event, wait_for

done = Event()


async def wait_until_done():
    done.clear()
    asyncio.get_running_loop().call_later(0.01, done.set)


async def test_first():
    await wait_until_done()
    await wait_for(done.wait(), 1)


async def test_second():
    await wait_until_done()
    await wait_for(done.wait(), timeout=1)
