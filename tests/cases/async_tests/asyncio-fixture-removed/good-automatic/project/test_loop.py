import asyncio

import pytest


@pytest.mark.asyncio
async def test_loop():
    await asyncio.sleep(0)
