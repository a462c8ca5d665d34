import asyncio

from bridge import call


async def price():
    return 3


def test_run():
    assert asyncio.run(price()) == 3


def test_called():
    assert call(price) == 3


def test_asked():
    assert asyncio.get_event_loop().run_until_complete(price()) == 3
