import pytest


@pytest.fixture
async def store():
    return {"a": 1}


@pytest.mark.asyncio
async def test_read(store):
    assert store["a"] == 1
