import asyncio

import pytest

from helpers import in_loop


@in_loop
async def test_connect():
    await asyncio.sleep(0)


@pytest.mark.skip(reason="not written yet")
async def test_close():
    await asyncio.sleep(0)
