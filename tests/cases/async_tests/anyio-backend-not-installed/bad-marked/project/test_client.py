import anyio
import pytest

pytestmark = pytest.mark.anyio


async def test_connect():
    await anyio.sleep(0)


async def test_close():
    await anyio.sleep(0)
