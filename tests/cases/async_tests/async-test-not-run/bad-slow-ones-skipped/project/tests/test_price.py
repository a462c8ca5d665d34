import pytest


@pytest.mark.asyncio
async def test_price():
    assert 2 * 3 == 6


@pytest.mark.slow
@pytest.mark.asyncio
async def test_prices():
    assert sum([2, 3]) == 5
