import anyio
import pytest


@pytest.mark.anyio
async def test_connect():
    await anyio.sleep(0)
