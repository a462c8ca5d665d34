import pytest
import pytest_asyncio


@pytest_asyncio.fixture
async def store():
    return {"a": 1}


@pytest.mark.asyncio
async def test_read(store):
    assert store["a"] == 1
