import asyncio

import pytest


@pytest.fixture(scope="session")
async def worker():
    stop = asyncio.Event()
    task = asyncio.create_task(stop.wait())
    yield task
    stop.set()
    await task
