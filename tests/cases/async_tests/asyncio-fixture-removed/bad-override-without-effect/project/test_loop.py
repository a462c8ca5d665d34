import asyncio

LOOPS = []


async def test_first():
    LOOPS.append(asyncio.get_running_loop())


async def test_same_loop():
    assert LOOPS == [asyncio.get_running_loop()]
