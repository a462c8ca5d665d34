import asyncio
import datetime
from asyncio import sleep

import freezegun
import pytest
from freezegun import freeze_time


async def stamp():
    await asyncio.sleep(0.1)
    return datetime.date.today()


@pytest.mark.asyncio
async def test_stamp():
    with freeze_time("2012-01-14", real_asyncio=True):
        assert await stamp() == datetime.date(2012, 1, 14)


@pytest.mark.asyncio
@freezegun.freeze_time("2012-01-14", real_asyncio=True)
async def test_decorated():
    await asyncio.sleep(1)
    assert datetime.date.today() == datetime.date(2012, 1, 14)


@freezegun.freeze_time("2012-01-14", real_asyncio=True)
class TestPolls:
    @pytest.mark.asyncio
    async def test_class(self):
        await sleep(delay=1)
