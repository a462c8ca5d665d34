import pytest


@pytest.mark.asyncio
async def test_shop():
    assert True
