"""How much memory this process has. Megabytes are 2**20 bytes, everywhere in the guard."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from glob import glob

from pytest_guard.memory.kept import Kept

MB = 1024 * 1024
LATELY = 0.002  # seconds, in which a process adds a few megabytes at most
Reader = Callable[[], float]


class Resident:
    """Gives the megabytes that are resident now, below 2 µs on Linux; None of it is there after `close`."""

    clock, _last = staticmethod(time.monotonic), 0.0
    read_at = height = 0.0  # when `lately` has read it

    def __init__(self) -> None:
        self._file, self._page = Kept("/proc/self/statm"), os.sysconf("SC_PAGE_SIZE") / MB
        self._most = most()

    def __call__(self) -> float:
        return int((self._file.read() or b"0 0").split(None, 2)[1]) * self._page

    def lately(self) -> float:
        """The megabytes of two milliseconds ago will do: to read takes 5 µs between two tests, where the processor has
        nothing of it at hand. `height` is the most there has been, read with them."""
        now = self.clock()
        if now - self.read_at > LATELY:
            self._last, self.height, self.read_at = self(), self._most(), now
        return self._last

    def close(self) -> None:
        self._file.close()


class ResidentByPsutil(Resident):
    """Where there is no /proc."""

    def __init__(self) -> None:
        import psutil

        self._info, self._most = psutil.Process().memory_info, most()

    def __call__(self) -> float:
        return float(self._info().rss) / MB

    def close(self) -> None:
        """Nothing is open."""


class Heights:
    """What is resident behind a test, and the most that was within it."""

    def __init__(self, resident: Resident) -> None:
        self._resident = resident
        self.last, self._before, self.read_at = (0.0, 0.0), 0.0, 0.0

    def begin(self) -> float:
        """Before the first test: what the collection has taken is none of its own."""
        now = self._resident.lately()
        self.last, self._before, self.read_at = (now, now), self._resident.height, self._resident.read_at
        return now

    def is_new(self) -> bool:
        """Looks, unless it was just now; the most is known where the process never had as much before."""
        resident = self._resident
        if resident.read_at == self.read_at and resident.clock() - self.read_at <= LATELY:
            return False
        now = resident.lately()
        self.read_at, height = resident.read_at, resident.height
        self.last = (now, max(now, height) if height > self._before else now)
        self._before = height
        return True


def resident() -> Resident:
    return Resident() if sys.platform.startswith("linux") and os.path.exists("/proc/self/statm") else ResidentByPsutil()


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
