import asyncio

import pytest

pytestmark = pytest.mark.asyncio(loop_scope="module")
LOOPS = []


async def test_opens():
    LOOPS.append(asyncio.get_running_loop())


async def test_goes_on():
    assert LOOPS[0] is asyncio.get_running_loop()
