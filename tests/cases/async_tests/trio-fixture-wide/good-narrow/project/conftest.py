import pytest
import trio


@pytest.fixture
async def channel(size):
    send, receive = trio.open_memory_channel(size)
    yield send, receive
    await send.aclose()


@pytest.fixture(scope="session")
def size():
    return 10


@pytest.fixture(scope="session")
async def used_by_nobody():
    return 10
