"""One writer at a time in a project."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from doctor.errors import UsageError

PATIENCE = 10.0  # seconds for another one that is writing


@contextlib.contextmanager
def locked(project: Path) -> Iterator[None]:
    """One writer at a time; where the system has no such locks, the names of the new files keep two apart.

    Raises UsageError when another one does not come to its end.
    """
    try:
        import fcntl

        handle = os.open(project, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        wait_for(lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB))
        yield
    finally:
        os.close(handle)


def wait_for(lock: Callable[[], None]) -> None:
    """Takes the lock as soon as it is free. A killed process has none."""
    import time

    last = time.monotonic() + PATIENCE
    while True:
        try:
            return lock()
        except BlockingIOError:
            if time.monotonic() > last:
                raise UsageError(
                    "another pytest-doctor is writing here; nothing was written: wait for its end"
                ) from None
            time.sleep(0.05)
        except OSError:  # a file system without locks
            return None
