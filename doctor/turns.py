"""Two processes that take pieces of work in turns, where processes can be forked and there is much to do."""

from __future__ import annotations

import contextlib
import marshal
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

MOST = 255  # pieces


def can_fork() -> bool:
    """On macOS a forked process may not use all of the system; Windows has none."""
    return sys.platform == "linux"


def cores(jobs: int) -> int:
    """How many processes work at once; `jobs` is what the user wants, 0 for all cores that we may use."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(jobs or own or 1, 8)


def in_turns(count: int, work: Callable[[int], Any]) -> Iterator[Any]:
    """What `work` gives for 0 … count - 1, in any order. It gives what `marshal` writes.

    A second process takes a piece whenever it has finished one. What it had when it died is done here.
    """
    turns, ends = os.pipe()
    os.write(ends, bytes(range(count)))
    os.close(ends)
    answers, tell = os.pipe()
    with warnings.catch_warnings():  # of the thread that draws the progress, which does not come along (Python 3.12)
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        _answer(turns, tell, work)
    os.close(tell)
    left = set(range(count))
    try:
        while turn := os.read(turns, 1):
            left.discard(turn[0])
            yield work(turn[0])
        for number, found in _received(answers):
            left.discard(number)
            yield found
        for number in sorted(left):
            yield work(number)
    finally:
        os.close(turns)
        os.close(answers)
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)  # it is done, or nobody wants to know any more
        os.waitpid(child, 0)


def _answer(turns: int, tell: int, work: Callable[[int], Any]) -> None:
    """The second process, which ends here whatever happens: what it does not tell, the first one does again."""
    try:
        found = []
        while turn := os.read(turns, 1):
            found.append((turn[0], work(turn[0])))
        with os.fdopen(tell, "wb") as file:
            file.write(marshal.dumps(found))
    finally:
        os._exit(0)  # neither the first one's `atexit` nor its buffers


def _received(answers: int) -> list[tuple[int, Any]]:
    with os.fdopen(os.dup(answers), "rb") as file:
        data = file.read()
    with contextlib.suppress(EOFError, ValueError, TypeError):
        found: list[tuple[int, Any]] = marshal.loads(data)  # noqa: S302 - written by our own process
        return found
    return []
