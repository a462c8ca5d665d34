import asyncio

import pytest


@pytest.mark.asyncio
async def test_connect():
    await asyncio.sleep(0)
