import anyio
import pytest

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("anyio_backend", ["asyncio"])]


async def test_connect():
    await anyio.sleep(0)


@pytest.mark.parametrize("seconds", [0])
async def test_close(anyio_backend, seconds):
    await anyio.sleep(seconds)
