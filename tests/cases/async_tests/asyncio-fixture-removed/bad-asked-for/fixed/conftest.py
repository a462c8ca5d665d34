import asyncio

import pytest
import pytest_asyncio


@pytest_asyncio.fixture(scope="module")
async def client():
    return await asyncio.sleep(0, result="client")
