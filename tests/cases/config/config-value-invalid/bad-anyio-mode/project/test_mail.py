import asyncio

import pytest


@pytest.fixture
def anyio_backend():
    return "asyncio"


async def test_sent():
    await asyncio.sleep(0)
