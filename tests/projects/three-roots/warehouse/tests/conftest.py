import pytest

from warehouse.stock import Stock


@pytest.fixture
async def stock():
    stock = Stock()
    stock.put("crate", 3)
    yield stock
