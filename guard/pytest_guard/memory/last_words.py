"""What the watcher cannot say while one call into C keeps Python's lock, as `bytearray(10**9)` does.

faulthandler has a thread that needs no lock: unless it is put off, it writes where each thread is. The watcher puts it
off with each look; when it could not look for as long as it takes to fill what is left, the stack is written, and is
the last that is heard of a process that the kernel kills then.
"""

from __future__ import annotations

import faulthandler
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from pytest_guard.memory.words import MARK, mb

MOST = 3  # stacks in a run: a call may be long, and take nothing
LEAST = 0.03  # seconds


class LastWords:
    """`file` is a descriptor that leads past capturing. pytest's own `faulthandler_timeout` uses the same thread, and
    comes first."""

    def __init__(self, config: pytest.Config, file: int, say: Callable[[str], None]):
        self._file, self._say = file, say
        self._left = 0 if float(config.getini("faulthandler_timeout") or 0) else MOST
        self._due = 0.0

    def put_off(self, seconds: float) -> None:
        """From now on."""
        if self._left:
            self._due = time.monotonic() + max(seconds, LEAST)
            with suppress(RuntimeError, OSError):  # no more threads, or the descriptor has been closed
                faulthandler.dump_traceback_later(max(seconds, LEAST), file=self._file)

    def explain(self, name: str, now: float) -> None:
        """After a stack was written, and nothing happened."""
        late = time.monotonic() - self._due
        if self._due and late > 0:
            self._left -= 1
            self._say(f"{MARK}{name}: this call kept Python's lock, or the machine was busy; memory is at {mb(now)}\n")
        self._due = 0.0

    def stop(self) -> None:
        if self._due:
            faulthandler.cancel_dump_traceback_later()
            self._due = 0.0
