import asyncio

import pytest


async def price():
    return 3


def test_run():
    assert asyncio.run(price()) == 3


@pytest.mark.asyncio
async def test_awaited():
    assert await price() == 3


def test_asked():
    assert asyncio.get_event_loop().run_until_complete(price()) == 3
