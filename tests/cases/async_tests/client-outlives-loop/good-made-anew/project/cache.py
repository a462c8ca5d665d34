import redis.asyncio as redis

cache = redis.Redis()


async def refused():
    return await cache.ping()
