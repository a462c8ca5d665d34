import anyio
import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def workers():
    async with anyio.create_task_group() as group:
        yield group
        group.cancel_scope.cancel()


@pytest.fixture
async def named(anyio_backend):
    with anyio.fail_after(5):
        yield anyio_backend


async def test_hub(workers):
    assert workers.cancel_scope


async def test_name(named):
    assert named == "asyncio"
