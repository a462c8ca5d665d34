from shop.cache import cache
from shop.prices import price_of


def test_plain():
    assert int("3") == 3


async def test_unknown():
    assert await price_of("pen") == 0


class TestCache:
    async def test_written(self):
        assert await cache.set("cup", 7)
