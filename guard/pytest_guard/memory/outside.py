"""A second process that sees what the watcher's thread cannot: one call into C that keeps Python's lock and takes all.

It is forked before any thread is there, holds a megabyte or two of its own, and looks at the container. When the last
of the room is gone and the watcher has not answered, it names the test and sends a signal, whose handlers need no lock:
faulthandler's, which writes the stack, and then the C library's `_exit`, called with the number of the signal.
"""

from __future__ import annotations

import faulthandler
import gc
import mmap
import os
import select
import signal
import sys
import threading
import time
import warnings
from contextlib import suppress
from typing import Any, NoReturn

import pytest

from pytest_guard import xdist
from pytest_guard.memory.cgroups import Use
from pytest_guard.memory.limits import Limits
from pytest_guard.memory.words import MARK, mb

FILLED = 2000.0  # megabytes that a process takes in a second, at most
LAST = 3  # the part of what has to stay free from which on nobody waits
ANSWER = 0.003  # seconds for the watcher's thread, which ends the process with 88
PAUSES = (0.001, 0.25)  # seconds between two looks
SIZE = 4096  # bytes of the name


def start(config: pytest.Config, limits: Limits, error: int) -> Outside | str:
    """Why there is none, where it cannot be."""
    if not sys.platform.startswith("linux") or not limits.groups:
        return "No process watches: that takes a container of Linux"
    if xdist.is_worker(config):
        return "No process watches: the controller names the tests of a worker that is killed"
    if threading.active_count() > 1:
        return "No process watches: other threads run already, and cannot be forked"
    return Outside(config, limits, error)


class Outside:
    """The plugin that tells the other process what runs."""

    def __init__(self, config: pytest.Config, limits: Limits, error: int) -> None:
        self._page, self._number = mmap.mmap(-1, SIZE), signal.SIGRTMAX - 1
        self._limits, self._error, self._parent = limits, error, os.getpid()
        ends, self._lives = os.pipe()
        self._handle(config)
        with warnings.catch_warnings():  # of threads that a library in C has started: none is needed here
            warnings.simplefilter("ignore", DeprecationWarning)
            self._child = os.fork()
        if self._child == 0:
            self._watch(ends)
        os.close(ends)
        config.add_cleanup(self._stop)

    def hold(self) -> None:
        """The watcher ends the process itself."""
        self._page[0] = 1

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectstart(self, collector: pytest.Collector) -> None:
        self.pytest_runtest_logstart(collector.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        name = nodeid.encode(errors="replace")[: SIZE - 2] + b"\0"
        self._page[1 : 1 + len(name)] = name

    def _handle(self, config: pytest.Config) -> None:
        """Both handlers are C: the stack first, then the end."""
        import ctypes

        library: Any = ctypes.CDLL(None)
        library.signal.argtypes, library.signal.restype = (ctypes.c_int, ctypes.c_void_p), ctypes.c_void_p
        before = library.signal(self._number, ctypes.cast(library._exit, ctypes.c_void_p))
        config.add_cleanup(lambda: library.signal(self._number, before))
        faulthandler.register(self._number, file=self._error, all_threads=False, chain=True)
        config.add_cleanup(lambda: faulthandler.unregister(self._number))

    def _stop(self) -> None:
        """The end of the pipe is the end of the other process."""
        if os.getpid() == self._parent:
            os.close(self._lives)
            with suppress(ChildProcessError):
                os.waitpid(self._child, 0)

    def _watch(self, ends: int) -> NoReturn:
        """The life of the other process: nothing of pytest runs in it, and it never returns."""
        try:
            gc.disable()
            os.setsid()
            for number in range(1, signal.SIGRTMAX + 1):
                with suppress(OSError, ValueError):
                    signal.signal(number, signal.SIG_DFL)
            self._close_all_but(ends, self._error)
            self._look_on(ends)
        finally:
            os._exit(0)

    @staticmethod
    def _close_all_but(*kept: int) -> None:
        """Whoever reads what pytest prints waits for the end of it."""
        for name in os.listdir("/proc/self/fd"):
            if int(name) not in kept:
                with suppress(OSError):
                    os.close(int(name))

    def _look_on(self, ends: int) -> None:
        uses, last = [Use(group) for group in self._limits.groups], self._limits.keep_free / LAST
        room = _room(uses, last)
        while not select.select([ends], [], [], min(max(room / FILLED / 4, PAUSES[0]), PAUSES[1]))[0]:
            if os.getppid() != self._parent:
                return
            if (room := _room(uses, last)) > 0:
                continue
            time.sleep(ANSWER)
            if (room := _room(uses, last)) <= 0 and not self._page[0]:
                self._end(room + last)
                return

    def _end(self, left: float) -> None:
        name = self._page[1:].partition(b"\0")[0].decode(errors="replace")
        group = self._limits.groups[0]
        text = f"{mb(left)} of {group.limit:.0f}MB are left in the {group.name}, and one call keeps Python's lock: the"
        text += f" process ends with exit code {self._number}, before the kernel kills it"
        with suppress(OSError):
            os.write(self._error, f"\n{MARK}{name}: {text}\n".encode(errors="replace"))
        os.kill(self._parent, self._number)


def _room(uses: list[Use], last: float) -> float:
    """Megabytes until nothing may be waited for any more."""
    return min(use.room(last * 4) for use in uses) - last
