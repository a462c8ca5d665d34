from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from anyio import CancelScope, create_task_group, fail_after

pytestmark = pytest.mark.asyncio(loop_scope="class")


@pytest_asyncio.fixture(loop_scope="class")
async def limited():
    with fail_after(5) as scope:
        try:
            yield scope
        finally:
            scope.deadline = 10


@pytest_asyncio.fixture(scope="class", loop_scope="class")
async def group():
    async with AsyncExitStack() as stack:
        group = await stack.enter_async_context(create_task_group())
        yield group


class TestHub:
    @pytest_asyncio.fixture(autouse=True, loop_scope="class")
    async def shielded(self):
        with CancelScope(shield=True):
            yield

    async def test_limited(self, limited):
        assert limited.deadline > 0

    async def test_group(self, group):
        assert group.cancel_scope
