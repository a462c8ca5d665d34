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
SIZE = 4096  # bytes of the page: a flag, and what runs now


def main(page: int, error: int, number: int, last: float, groups: list[tuple[str, int, float]]) -> NoReturn:
    """Sends the signal of this number when less than `last` megabytes are left and the flag is not set."""
    parent, told = os.getppid(), mmap.mmap(page, SIZE)
    uses = [Use(Group(*group)) for group in groups]
    room = _room(uses, last)
    while not select.select([0], [], [], min(max(room / FILLED / 4, PAUSES[0]), PAUSES[1]))[0]:
        if os.getppid() != parent:
            break
        if (room := _room(uses, last)) > 0:
            continue
        time.sleep(ANSWER)
        if (room := _room(uses, last)) <= 0 and not told[0]:
            name = told[1:].partition(b"\0")[0].decode(errors="replace")
            with suppress(OSError):
                os.write(error, said(name, room + last, uses[0].group, number).encode(errors="replace"))
            os.kill(parent, number)
            break
    os._exit(0)


def said(name: str, left: float, group: Group, number: int) -> str:
    return (
        f"\n[MEMORY] {name}: {left:.1f}MB of {group.limit:.0f}MB are left in the {group.name}, and one call keeps"
        f" Python's lock: the process ends with exit code {number}, before the kernel kills it\n"
    )


def _room(uses: list[Use], last: float) -> float:
    """Megabytes until nothing may be waited for any more."""
    return min(use.room(last * 4) for use in uses) - last
