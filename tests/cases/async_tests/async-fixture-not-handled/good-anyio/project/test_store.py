import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def store(anyio_backend):
    yield {"a": 1}


async def test_read(store):
    assert store["a"] == 1


def test_read_without_await(store):
    assert store["a"] == 1
