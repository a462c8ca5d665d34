from contextlib import asynccontextmanager

import anyio
import pytest


@asynccontextmanager
async def served():
    async with anyio.create_task_group() as group:
        yield "localhost"
        group.cancel_scope.cancel()


@pytest.fixture(name="server")
async def running_server():
    async with served() as server:
        yield server


async def test_server(server):
    assert server == "localhost"
