import asyncio


async def test_worker(worker):
    done, _ = await asyncio.wait([worker], timeout=0.1)
    assert not done
