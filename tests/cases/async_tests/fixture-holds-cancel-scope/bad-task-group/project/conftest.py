import anyio
import pytest


@pytest.fixture
async def workers():
    async with anyio.create_task_group() as group:
        yield group
        group.cancel_scope.cancel()
