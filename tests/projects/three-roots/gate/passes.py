"""Passes with a day on which they end."""

from __future__ import annotations


class Passes:
    def __init__(self) -> None:
        self._last_days: dict[str, int] = {}

    def give(self, name: str, last_day: int) -> None:
        self._last_days[name] = last_day

    async def valid(self, name: str, day: int) -> bool:
        return self._last_days.get(name, -1) >= day
