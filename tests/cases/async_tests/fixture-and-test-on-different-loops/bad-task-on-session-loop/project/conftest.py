import asyncio

import pytest


@pytest.fixture(scope="session")
async def worker():
    task = asyncio.create_task(asyncio.sleep(0.01, "ready"))
    yield task
    task.cancel()
