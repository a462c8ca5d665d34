import pytest

from warehouse.stock import counted

pytestmark = [pytest.mark.unit, pytest.mark.docker_safe]


async def test_put(stock):
    stock.put("barrel", 2)
    assert await counted(stock) == 5


@pytest.mark.parametrize(("count", "left"), [(1, 2), (2, 1), (3, 0)])
async def test_take(stock, count, left):
    assert stock.take("crate", count) == left


async def test_too_much(stock):
    with pytest.raises(LookupError, match="1 crate missing"):
        stock.take("crate", 4)


async def test_nothing(stock):
    with pytest.raises(ValueError, match="at least one"):
        stock.put("crate", 0)
