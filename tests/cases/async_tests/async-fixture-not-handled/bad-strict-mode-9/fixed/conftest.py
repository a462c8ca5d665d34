import asyncio

import pytest
import pytest_asyncio


@pytest_asyncio.fixture
async def store():
    await asyncio.sleep(0)
    return {"a": 1}


@pytest.fixture
def view(store):
    return store
