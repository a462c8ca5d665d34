import asyncio

import pytest


@pytest.mark.asyncio
async def test_sent():
    await asyncio.sleep(0)


class TestBox:
    @pytest.mark.asyncio
    async def test_empty(self):
        await asyncio.sleep(0)
