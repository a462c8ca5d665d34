"""Tries again, and stops trying."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


class Open(Exception):
    """The breaker is open: nothing is tried."""


class Breaker:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.failures = 0

    async def call(self, work: Callable[[], Awaitable[int]]) -> int:
        if self.failures >= self.limit:
            raise Open(f"{self.failures} failures")
        try:
            value = await work()
        except OSError:
            self.failures += 1
            raise
        self.failures = 0
        return value


async def again(work: Callable[[], Awaitable[int]], times: int) -> int:
    for attempt in range(1, times + 1):
        try:
            return await work()
        except OSError:
            if attempt == times:
                raise
            await asyncio.sleep(0)
    raise ValueError("at least once")


def failing(times: int) -> Callable[[], Awaitable[int]]:
    """Work that fails so many times and then says at which attempt it went well."""
    count = 0

    async def work() -> int:
        nonlocal count
        count += 1
        await asyncio.sleep(0)
        if count <= times:
            raise OSError(f"attempt {count}")
        return count

    return work
