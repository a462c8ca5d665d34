from contextlib import asynccontextmanager

import anyio
import pytest


@pytest.fixture
async def workers():
    @asynccontextmanager
    async def opened():
        async with anyio.create_task_group() as group:
            yield group
            group.cancel_scope.cancel()

    yield opened


async def test_hub(workers):
    async with workers() as group:
        assert group.cancel_scope
