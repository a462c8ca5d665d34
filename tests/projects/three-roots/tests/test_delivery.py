import pytest

from gate.passes import Passes
from warehouse.stock import Stock, counted


@pytest.fixture
async def depot():
    stock, passes = Stock(), Passes()
    passes.give("carrier", 5)
    return stock, passes


async def deliver(depot, day, count):
    stock, passes = depot
    return stock.put("crate", count) if await passes.valid("carrier", day) else 0


@pytest.mark.docker_safe
async def test_with_a_pass(depot):
    assert await deliver(depot, 1, 4) == 4


@pytest.mark.docker_safe
async def test_without(depot):
    assert await deliver(depot, 6, 4) == 0
    assert await counted(depot[0]) == 0


@pytest.mark.docker_skip
@pytest.mark.parametrize("count", [1, 100])
async def test_again_and_again(depot, count):
    for _ in range(count):
        await deliver(depot, 1, 1)
    assert await counted(depot[0]) == count
