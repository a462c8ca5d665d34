import pytest

from warehouse.stock import Stock, counted


@pytest.mark.docker_safe
async def test_empty():
    assert await counted(Stock()) == 0


@pytest.mark.docker_skip
async def test_many():
    stock = Stock()
    for number in range(50_000):
        stock.put(f"article {number}", 1)
    assert await counted(stock) == 50_000
