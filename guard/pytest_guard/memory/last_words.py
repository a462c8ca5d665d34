"""What the watcher cannot say while one call into C keeps Python's lock, as `bytearray(10**9)` does.

A timer of the kernel sends a signal to the main thread, whose handler is faulthandler's: it is C, needs no lock, and
writes the stack of its own thread, which stands still meanwhile. The watcher puts the timer off with each look; when it
could not look for as long as it takes to fill what is left, the stack is written, and is the last that is heard of a
process that the kernel kills then. The timer counts the time of the processor, of which a busy machine gives less.

faulthandler.dump_traceback_later would be shorter, and reads the frames of a thread that runs on: it may crash.
"""

from __future__ import annotations

import ctypes
import faulthandler
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import Any

import pytest

MOST = 3  # stacks in a run: a call may be long, and take nothing
LEAST = 0.03  # seconds
TO_THREAD = 4  # SIGEV_THREAD_ID
NANO = 1_000_000_000


class Event(ctypes.Structure):
    """struct sigevent of Linux."""

    _fields_ = (
        ("value", ctypes.c_void_p),
        ("signal", ctypes.c_int),
        ("notify", ctypes.c_int),
        ("thread", ctypes.c_int),
        ("rest", ctypes.c_char * 44),
    )


class Times(ctypes.Structure):
    """struct itimerspec: seconds and nanoseconds of the interval, and of the first time."""

    _fields_ = tuple((name, ctypes.c_long) for name in ("interval", "interval_nano", "first", "first_nano"))


class LastWords:
    """`file` is a descriptor that leads past capturing."""

    def __init__(self, config: pytest.Config, file: int):
        self._left, self._due = 0, 0.0
        number = int(signal.SIGRTMAX) - 2
        if not sys.platform.startswith("linux") or signal.getsignal(number) != signal.SIG_DFL:
            return
        # Python's lock is kept: to ask for it again takes longer than such a call.
        self._library, self._timer = ctypes.PyDLL(None), ctypes.c_void_p()
        with suppress(AttributeError, RuntimeError, OSError, ValueError):  # another C library, no descriptor
            event = Event(signal=number, notify=TO_THREAD, thread=threading.main_thread().native_id or 0)
            faulthandler.register(number, file=file, all_threads=False)
            config.add_cleanup(lambda: faulthandler.unregister(number))
            made = self._library.timer_create(time.CLOCK_PROCESS_CPUTIME_ID, _at(event), _at(self._timer))
            if made == 0:
                self._left = MOST
                config.add_cleanup(lambda: self._library.timer_delete(self._timer))

    def put_off(self, seconds: float) -> None:
        """From now on."""
        if self._left:
            seconds = max(seconds, LEAST)
            self._due = time.process_time() + seconds
            self._set(seconds)

    def was_late(self) -> bool:
        """Whether a stack was written, and nothing happened."""
        late = self._due and time.process_time() > self._due
        self._due = 0.0
        self._left -= bool(late)
        return bool(late)

    def stop(self) -> None:
        if self._due:
            self._due = 0.0
            self._set(0.0)

    def _set(self, seconds: float) -> None:
        times = Times(0, 0, int(seconds), int(seconds % 1 * NANO))
        self._library.timer_settime(self._timer, 0, _at(times), None)


def _at(what: Any) -> Any:
    return ctypes.byref(what)
