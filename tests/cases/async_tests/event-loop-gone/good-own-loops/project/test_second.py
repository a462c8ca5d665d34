import asyncio

import pytest


async def price():
    return 3


def test_new():
    loop = asyncio.new_event_loop()
    assert loop.run_until_complete(price()) == 3
    loop.close()


def test_refused():
    with pytest.raises(RuntimeError):
        asyncio.get_event_loop()


def test_tried():
    try:
        loop = asyncio.get_event_loop()
    except RuntimeError:
        loop = asyncio.new_event_loop()
    assert loop.run_until_complete(price()) == 3
