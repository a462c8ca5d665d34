"""Departures, kept in memory."""

from __future__ import annotations

import asyncio


class Timetable:
    def __init__(self) -> None:
        self._departures: dict[str, list[int]] = {}
        self._lock = asyncio.Lock()

    async def add(self, harbour: str, minute: int) -> None:
        if not 0 <= minute < 24 * 60:
            raise ValueError(f"{minute} is no minute of a day")
        async with self._lock:
            await asyncio.sleep(0)
            times = self._departures.setdefault(harbour, [])
            times.append(minute)
            times.sort()

    async def next(self, harbour: str, after: int) -> int | None:
        await asyncio.sleep(0)
        return next((minute for minute in self._departures.get(harbour, ()) if minute >= after), None)

    async def harbours(self) -> list[str]:
        return sorted(self._departures)
