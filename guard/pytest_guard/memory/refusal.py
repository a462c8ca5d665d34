"""What does not fit is refused by the kernel: also one call into C that takes all at once, which no thread can see.

Virtual memory is counted, not what is resident: a test that reserves much and uses little is refused, too, as are the
stacks of many threads. That is why it has to be asked for; the watcher only uses it where the kernel is about to kill.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress

import pytest

from pytest_guard import settings
from pytest_guard.memory.kept import Kept
from pytest_guard.memory.resident import MB


class DataLimit:
    """The soft RLIMIT_DATA of this process: the limit of before, or a lower one. Its children inherit it."""

    def __init__(self) -> None:
        import resource

        self._resource, self._page = resource, os.sysconf("SC_PAGE_SIZE")
        self._file = Kept("/proc/self/statm")
        self._before = resource.getrlimit(resource.RLIMIT_DATA)
        self._is_lower = False

    def allow(self, megabytes: Callable[[], float]) -> None:
        """So many more than there are now. They are asked for last: what another thread takes meanwhile counts twice,
        rather than not at all."""
        words = self._file.read().split()
        if len(words) < 6:  # no descriptor is left
            return
        soft, wanted = self._before[0], int(words[5]) * self._page + int(max(megabytes(), 0.0) * MB)
        self._is_lower = True
        self._set(wanted if soft == self._resource.RLIM_INFINITY else min(wanted, soft))

    def restore(self) -> None:
        if self._is_lower:
            self._is_lower = False
            self._set(self._before[0])

    def close(self) -> None:
        self.restore()
        self._file.close()

    def _set(self, soft: int) -> None:
        with suppress(ValueError, OSError):  # a test has lowered the hard limit
            self._resource.setrlimit(self._resource.RLIMIT_DATA, (soft, self._before[1]))


def of_each_test(config: pytest.Config) -> DataLimit | None:
    """None where it is not asked for."""
    return None if settings.text(config, "guard_memory_refuse") == "off" else in_need(config)


def in_need(config: pytest.Config) -> DataLimit | None:
    """None where the system has no such limit. The limit of before holds again at the end."""
    if not sys.platform.startswith("linux"):
        return None
    limit = DataLimit()
    config.add_cleanup(limit.close)
    return limit
