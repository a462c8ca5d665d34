import asyncio

import pytest


async def fetch():
    return 1


def fetch_now():
    return asyncio.run(fetch())


def fetch_if():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(fetch())
    return 1


def fetch_either():
    if asyncio.get_event_loop().is_running():
        return 1
    return asyncio.run(fetch())


def test_plain():
    assert fetch_now() == 1


async def test_thread():
    assert await asyncio.to_thread(fetch_now) == 1


async def test_if():
    assert fetch_if() == 1


async def test_either():
    assert fetch_either() == 1


@pytest.mark.filterwarnings("ignore")
async def test_refused():
    with pytest.raises(RuntimeError):
        fetch_now()
