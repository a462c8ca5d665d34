"""A limit to the time that one file may take: generated code has forms that nobody foresees."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 20.0  # of the processor's time; the largest files that are read take two


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """TimeoutError from within, once this much of the processor's time is used up. There is no limit on Windows, nor
    outside of the main thread: there the limits of size have to do."""
    try:
        before = signal.signal(signal.SIGPROF, _too_long)
    except (AttributeError, ValueError):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError("takes too long to read")
