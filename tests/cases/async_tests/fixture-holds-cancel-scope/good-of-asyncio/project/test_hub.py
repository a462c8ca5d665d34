import asyncio

import anyio
import pytest


@pytest.fixture
async def group():
    async with asyncio.TaskGroup() as group, asyncio.timeout(10):
        yield group


@pytest.fixture
async def stream():
    with anyio.fail_after(5):
        sending, receiving = anyio.create_memory_object_stream(1)
    async with sending, receiving:
        yield sending
        with anyio.CancelScope(shield=True):
            await sending.aclose()


async def test_hub(group, stream):
    await stream.send(1)
    await group.create_task(asyncio.sleep(0))
    assert stream
