import pytest

from clients import cache


@pytest.fixture(autouse=True)
async def closing():
    yield
    await cache.aclose()


async def test_ping():
    assert await cache.ping()


async def test_again():
    assert await cache.ping()
