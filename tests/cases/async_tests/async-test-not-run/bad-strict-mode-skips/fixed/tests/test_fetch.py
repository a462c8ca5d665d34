import asyncio

import pytest


@pytest.mark.asyncio
async def test_sleep():
    assert await asyncio.sleep(0, 1) == 1


@pytest.mark.asyncio
async def test_marked():
    assert await asyncio.sleep(0, 1) == 1
