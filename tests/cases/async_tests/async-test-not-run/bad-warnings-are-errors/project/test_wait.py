import pytest


@pytest.mark.asyncio
async def test_wait():
    assert True
