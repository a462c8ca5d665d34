import asyncio
import datetime

import pytest
from freezegun import freeze_time


async def stamp(seconds=0):
    await asyncio.sleep(0)
    return datetime.date.today()


@pytest.mark.asyncio
async def test_real():
    with freeze_time("2012-01-14", real_asyncio=True):
        await asyncio.sleep(0.1)


@pytest.mark.asyncio
async def test_tick():
    with freeze_time("2012-01-14", tick=True):
        await asyncio.sleep(0.1)


@pytest.mark.asyncio
async def test_gives_way():
    with freeze_time("2012-01-14"):
        assert await stamp() == datetime.date(2012, 1, 14)
    await asyncio.sleep(0.1)


@pytest.mark.asyncio
async def test_moved_on():
    with freeze_time("2012-01-14") as frozen:
        asyncio.get_running_loop().call_soon(frozen.tick, 2)
        await asyncio.sleep(1)


@freeze_time("2012-01-14")
def test_plain():
    async def own():
        await asyncio.sleep(0)

    asyncio.run(own())
