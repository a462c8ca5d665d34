"""The other process of `guard_memory_watch = process`: it looks at the container, and never waits for Python's lock.

Imports nothing of pytest, so that it stays small. Its standard input is a pipe of pytest's, whose end is its own.
"""

from __future__ import annotations

import mmap
import os
import select
import time
from contextlib import suppress
from typing import NoReturn

from pytest_guard.memory.cgroups import Group, Use

FILLED = 2000.0  # megabytes that a process takes in a second, at most
ANSWER = 0.003  # seconds for the watcher's thread, which ends the process with 88
PAUSES = (0.001, 0.25)  # seconds between two looks
SIZE = 4096  # bytes of the page: a flag, a counter of the watcher's looks, and what runs now
NEAR, LAST = 2, 6  # the parts of what has to stay free from which on it is looked closely, and nobody waits
SOON = 3  # times the watcher might answer before all is gone


def main(page: int, error: int, number: int, keep_free: float, groups: list[tuple[str, int, float]]) -> NoReturn:
    """Sends the signal of this number when the end is near, and the watcher does nothing about it."""
    parent, told = os.getppid(), mmap.mmap(page, SIZE)
    with suppress(OSError):  # not allowed to most: to be in time on a busy machine, too
        os.setpriority(os.PRIO_PROCESS, 0, -10)
    uses = [Use(Group(*group)) for group in groups]
    room = _room(uses, keep_free)
    while not select.select([0], [], [], _pause(room - keep_free / NEAR))[0] and os.getppid() == parent:
        before, looks = _room(uses, keep_free), told[1]
        room = before
        if before > keep_free / NEAR:
            continue
        time.sleep(ANSWER)
        room = _room(uses, keep_free)
        is_asleep = told[1] == looks and (before - room) * SOON > room
        if not told[0] and (is_asleep or room < keep_free / LAST):
            name = told[2:].partition(b"\0")[0].decode(errors="replace")
            with suppress(OSError):
                os.write(error, said(name, room, uses[0].group, number).encode(errors="replace"))
            os.kill(parent, number)
            break
    os._exit(0)


def _pause(left: float) -> float:
    return min(max(left / FILLED / 4, PAUSES[0]), PAUSES[1])


def said(name: str, left: float, group: Group, number: int) -> str:
    return (
        f"\n[MEMORY] {name}: {left:.1f}MB of {group.limit:.0f}MB are left in the {group.name}, and one call keeps"
        f" Python's lock: the process ends with exit code {number}, before the kernel kills it\n"
    )


def _room(uses: list[Use], keep_free: float) -> float:
    """Megabytes that are left."""
    return min(use.room(keep_free * 4) for use in uses)
