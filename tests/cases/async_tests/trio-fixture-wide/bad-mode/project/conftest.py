import pytest
import trio


@pytest.fixture(scope="module")
async def channel():
    send, receive = trio.open_memory_channel(10)
    yield send, receive
    await send.aclose()
