import pytest


@pytest.mark.asyncio
async def test_read(store):
    assert store["a"] == 1


@pytest.mark.asyncio
async def test_view(view):
    assert view["a"] == 1
