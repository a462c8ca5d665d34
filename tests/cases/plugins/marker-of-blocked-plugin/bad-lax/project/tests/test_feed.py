import asyncio

import pytest


@pytest.mark.asyncio
async def test_feed():
    await asyncio.sleep(0)


@pytest.mark.asyncio
async def test_empty_feed():
    await asyncio.sleep(0)
