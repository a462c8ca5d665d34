import asyncio


def run(method):
    asyncio.run(method())
