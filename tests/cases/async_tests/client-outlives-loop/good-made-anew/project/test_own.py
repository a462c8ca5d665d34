import pytest
import redis.asyncio as redis

from cache import cache, refused


@pytest.fixture
async def own():
    async with redis.Redis() as client:
        yield client


async def test_ping(own):
    assert await own.ping()


async def test_shadowed():
    cache = redis.Redis()
    assert await cache.ping()


async def test_not_there():
    with pytest.raises(ConnectionError):
        await refused()


async def test_only_one():
    assert await cache.ping()
