"""Gives back what is not needed any more."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from traceback import clear_frames, walk_tb
from types import FrameType

KEPT = ("last_exc", "last_type", "last_value", "last_traceback")


def release() -> None:
    """Collects garbage and has the C library return what it keeps.

    pytest leaves the traceback of the last failure in `sys` until the next test runs, and with it all local variables.
    """
    for name in KEPT:
        with suppress(AttributeError):
            delattr(sys, name)
    gc.collect()
    if sys.platform.startswith("linux"):
        with suppress(Exception):  # another C library than glibc, or no more memory for this
            import ctypes

            ctypes.CDLL(None).malloc_trim(0)


def forget(error: BaseException) -> None:
    """Empties the calls that have ended with an error, and with those that it came from: they hold all they had. So
    does the module whose import has failed, in names that no call's end gives back."""
    seen: BaseException | None = error
    while seen is not None:
        clear_frames(seen.__traceback__)
        for frame, _ in walk_tb(seen.__traceback__):
            frame.f_locals  # noqa: B018  before Python 3.13 whoever has read them has left a copy; this brings it up to date
            if _is_of_failed_import(frame):
                frame.f_globals.clear()
        seen = seen.__context__


def _is_of_failed_import(frame: FrameType) -> bool:
    """Not what `exec` runs in the names of a module, nor a module that is loaded again: those stay in `sys.modules`.
    So does what has failed in pytest's import mode "importlib", which is not told from them and keeps its names."""
    names = frame.f_globals
    if frame.f_code.co_name != "<module>" or frame.f_code.co_filename != names.get("__file__"):
        return False
    known = sys.modules.get(names.get("__name__", ""))
    return known is None or vars(known) is not names
