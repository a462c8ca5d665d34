"""Calls that may fail the first time."""

import asyncio


async def retry(call, attempts=3):
    for attempt in range(1, attempts + 1):
        try:
            return await call()
        except ConnectionError:
            if attempt == attempts:
                raise
            await asyncio.sleep(0)
