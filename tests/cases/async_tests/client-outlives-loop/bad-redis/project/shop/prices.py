from shop.cache import cache


async def price_of(name):
    found = await cache.get(name)
    return int(found or 0)
