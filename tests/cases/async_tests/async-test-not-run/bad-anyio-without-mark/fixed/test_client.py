import anyio
import pytest


@pytest.mark.anyio
async def test_connect():
    await anyio.sleep(0)


async def test_backend(anyio_backend):
    await anyio.sleep(0)


@pytest.mark.anyio
async def test_close():
    await anyio.sleep(0)
