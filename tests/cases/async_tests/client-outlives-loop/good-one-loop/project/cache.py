from redis import asyncio as aioredis

cache = aioredis.from_url("redis://localhost")
