from cache import cache


async def test_ping():
    assert await cache.ping()


async def test_again():
    assert await cache.ping()
