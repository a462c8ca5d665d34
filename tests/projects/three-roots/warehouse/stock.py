"""Stock by article."""

from __future__ import annotations

import asyncio


class Stock:
    def __init__(self) -> None:
        self.counts: dict[str, int] = {}

    def put(self, article: str, count: int) -> int:
        if count < 1:
            raise ValueError("at least one")
        self.counts[article] = self.counts.get(article, 0) + count
        return self.counts[article]

    def take(self, article: str, count: int) -> int:
        left = self.counts.get(article, 0) - count
        if left < 0:
            raise LookupError(f"{-left} {article} missing")
        self.counts[article] = left
        return left


async def counted(stock: Stock) -> int:
    await asyncio.sleep(0)
    return sum(stock.counts.values())
