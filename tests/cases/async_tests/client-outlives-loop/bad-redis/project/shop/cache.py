import redis.asyncio as redis

cache = redis.Redis(port=16379)
