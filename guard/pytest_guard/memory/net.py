"""The last that a container has left is refused to a test, as a MemoryError, instead of given: then the kernel kills.

The watcher interrupts a test before that; but its thread comes too late now and then, on a busy machine or where a call
keeps Python's lock. The net is spread while memory fills so fast that the kernel might be next, and only below a test
or a file: pytest itself needs memory to tell what has failed.
"""

from __future__ import annotations

from collections.abc import Callable
from traceback import walk_tb
from typing import Any

import pytest

from pytest_guard.memory.refusal import DataLimit
from pytest_guard.memory.release import forget
from pytest_guard.memory.words import MARK, calls

PART = 2.5  # of what has to stay free, that is refused
LOOKS, CALMER = 16, 0.8  # until the kernel kills, that are too few; and how the pace is forgotten by each
NO_MORE = "memory is nearly used up: what it asked for was refused, before the kernel kills the process"


class Net:
    """`limit` is None where there is no container, or the system has no such limit."""

    def __init__(self, limit: DataLimit | None, keep_free: float, say: Callable[[str], None]):
        self.limit = limit
        self.caught: list[str] = []
        self._refused, self._say = keep_free / PART, say
        self._below = ""  # what it was spread below last
        self._before = self._pace = 0.0  # the room at the last look, and what has gone from one to the next lately

    def is_sudden(self, room: float) -> bool:
        """Whether the kernel may be next, at this pace."""
        self._pace = max(self._before - room, self._pace * CALMER)
        self._before = room
        return self._pace * LOOKS > room

    def spread(self, name: str, room: Callable[[], float], is_within: Callable[[], bool]) -> None:
        """`is_within` says whether that still runs: by now, for whoever ends it later takes the net away."""
        if self.limit is not None:
            self._below = name
            self.limit.allow(lambda: room() - self._refused)
            if not is_within():
                self.limit.restore()

    def take_away(self) -> None:
        if self.limit is not None:
            self.limit.restore()

    def has_caught(self, name: str, call: pytest.CallInfo[Any]) -> bool:
        """Whether a failure comes from it. That is told, for a MemoryError does not say much, and what the failed calls
        hold is given back."""
        if self._below != name or call.excinfo is None or not call.excinfo.errisinstance(MemoryError):
            return False
        stack = calls(reversed(list(walk_tb(call.excinfo.tb))))
        forget(call.excinfo.value)
        if name not in self.caught:
            self.caught.append(name)
            self._say("\n".join(["", f"{MARK}{name}: {NO_MORE}", *stack, ""]))
        return True
