import asyncio

import pytest


@pytest.mark.asyncio
class TestClient:
    async def test_connect(self):
        await asyncio.sleep(0)


@pytest.mark.asyncio
async def test_close():
    await asyncio.sleep(0)
