"""How much memory this process has. Megabytes are 2**20 bytes, everywhere in the guard."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from glob import glob

from pytest_guard.memory.kept import Kept

MB = 1024 * 1024
Reader = Callable[[], float]


def resident() -> Reader:
    """A function that gives the megabytes that are resident now; it costs about 2 µs on Linux."""
    return _of_statm() if sys.platform.startswith("linux") and os.path.exists("/proc/self/statm") else _of_psutil()


def watched() -> tuple[Reader, Callable[[], None]]:
    """The same for a thread that looks often, and what ends it. Not for a process that may be forked: the file that
    is open names this one."""
    if not sys.platform.startswith("linux"):
        return resident(), lambda: None
    file, page = Kept("/proc/self/statm"), os.sysconf("SC_PAGE_SIZE") / MB
    return lambda: int((file.read() or b"0 0").split(None, 2)[1]) * page, file.close


def most() -> Reader:
    """A function that gives the most that has been resident, or 0 where the system does not keep it; below 1 µs.

    The number only counts where it rises: a process begins with what its parent had when it was started.
    """
    if sys.platform == "win32":
        return lambda: 0.0
    import resource

    usage, own = resource.getrusage, resource.RUSAGE_SELF
    unit = MB if sys.platform == "darwin" else 1024
    return lambda: usage(own).ru_maxrss / unit


def highest() -> float:
    """The most that was resident in this program alone, or 0 where the system does not say."""
    try:
        with open("/proc/self/status", encoding="ascii", errors="replace") as lines:
            return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)
    except (OSError, ValueError):
        return 0.0


def of_descendants() -> float:
    """The megabytes of all that this process has started, where /proc tells it; pages that are shared count twice."""
    page, total, waiting = os.sysconf("SC_PAGE_SIZE") / MB, 0, ["self"]
    while waiting:
        for thread in glob(f"/proc/{waiting.pop()}/task/*/children"):
            for pid in _read(thread).split():
                waiting.append(pid)
                total += int((_read(f"/proc/{pid}/statm").split() or ["0", "0"])[1])
    return total * page


def _read(file: str) -> str:
    """ "" of a process that has ended meanwhile."""
    try:
        with open(file, encoding="ascii") as text:
            return text.read()
    except OSError:
        return ""


def _of_statm() -> Reader:
    # Bound here: a test may have put a false file system in the place of the module's `os`. Opened each time: an open
    # file would go on to name the parent in a forked child, and tests count what is open.
    opened, read, close, page = os.open, os.read, os.close, os.sysconf("SC_PAGE_SIZE") / MB
    last = 0.0

    def now() -> float:
        nonlocal last
        try:
            file = opened("/proc/self/statm", os.O_RDONLY)
        except OSError:  # no descriptor is left
            return last
        try:
            last = int(read(file, 96).split(None, 2)[1]) * page
        finally:
            close(file)
        return last

    return now


def _of_psutil() -> Reader:
    import psutil

    process = psutil.Process()
    return lambda: float(process.memory_info().rss) / MB
