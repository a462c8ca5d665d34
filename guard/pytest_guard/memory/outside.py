"""A second process that sees what the watcher's thread cannot: one call into C that keeps Python's lock and takes all.

It looks at the container (`beside.py`). When the last of the room is gone and the watcher has not answered, it names
the test and sends a signal, whose handlers need no lock: faulthandler's, which writes the stack, and then the C
library's `_exit`, called with the number of the signal.
"""

from __future__ import annotations

import faulthandler
import mmap
import os
import signal
import subprocess
import sys
from typing import Any

import pytest

from pytest_guard import xdist
from pytest_guard.memory.beside import SIZE
from pytest_guard.memory.limits import Limits

PACKAGES = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = "import sys; sys.path.insert(0, {}); from pytest_guard.memory.beside import main; main(*{})"


def start(config: pytest.Config, limits: Limits, error: int) -> Outside | str:
    """Why there is none, where it cannot be."""
    if not sys.platform.startswith("linux") or not limits.groups:
        return "No process watches: that takes a container of Linux"
    if xdist.is_worker(config):
        return "No process watches: the controller names the tests of a worker that is killed"
    try:
        return Outside(config, limits, error)
    except OSError as fault:
        return f"No process watches: {fault}"


class Outside:
    """The plugin that tells the other process what runs."""

    def __init__(self, config: pytest.Config, limits: Limits, error: int) -> None:
        number, page = signal.SIGRTMAX - 1, os.memfd_create("pytest-guard")
        os.truncate(page, SIZE)
        self._page = mmap.mmap(page, SIZE)
        self._owner = os.getpid()
        _handle(config, number, error)
        told = (page, error, number, limits.keep_free, [tuple(group) for group in limits.groups])
        words = [sys.executable, "-I", "-S", "-c", PROGRAM.format(repr(PACKAGES), repr(told))]
        self._process = subprocess.Popen(  # noqa: S603
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(page, error),
            start_new_session=True,
        )
        os.close(page)
        config.add_cleanup(self._stop)

    def hold(self) -> None:
        """The watcher ends the process itself."""
        self._page[0] = 1

    def looked(self) -> None:
        """The watcher is awake."""
        self._page[1] = (self._page[1] + 1) % 256

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        self.pytest_runtest_logstart(collector.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        name = nodeid.encode(errors="replace")[: SIZE - 3] + b"\0"
        self._page[2 : 2 + len(name)] = name

    def _stop(self) -> None:
        if os.getpid() == self._owner and self._process.stdin:
            self._process.stdin.close()
            self._process.wait()


def _handle(config: pytest.Config, number: int, error: int) -> None:
    """Both handlers are C: the stack first, then the end."""
    import ctypes

    library: Any = ctypes.CDLL(None)
    library.signal.argtypes, library.signal.restype = (ctypes.c_int, ctypes.c_void_p), ctypes.c_void_p
    before = library.signal(number, ctypes.cast(library._exit, ctypes.c_void_p))
    config.add_cleanup(lambda: library.signal(number, before))
    faulthandler.register(number, file=error, all_threads=False, chain=True)
    config.add_cleanup(lambda: faulthandler.unregister(number))
