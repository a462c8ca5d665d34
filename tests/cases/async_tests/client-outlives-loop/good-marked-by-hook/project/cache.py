import redis.asyncio as redis

cache = redis.Redis()
