"""Gives back what is not needed any more."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

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
