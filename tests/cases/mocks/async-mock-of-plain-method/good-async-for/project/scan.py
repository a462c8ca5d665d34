async def count(redis):
    total = 0
    async for _ in redis.scan_iter("user:*"):
        total += 1
    return total


async def names(redis):
    return [each.name async for each in redis.listed()]


async def closed(redis):
    await redis.aclose()
    return [each async for each in await redis.found()]


async def both(redis, other):
    async for each in redis.read():
        return each or await other.read()
