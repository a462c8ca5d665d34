"""A small file of the kernel's that is read again and again."""

from __future__ import annotations

import os
from contextlib import suppress


class Kept:
    """Read through one descriptor, which takes a third of the time. And each call of the system gives Python's lock
    away: a thread that asks while a test computes gets it back only after 5 ms. `size` are the bytes that are read:
    room for many takes longer than the reading."""

    def __init__(self, path: str, size: int = 96):
        self._path, self._size = path, size
        # Bound here: a test may have put a false file system in the place of the module's `os`.
        self._open, self._pread, self._close, self._fstat = os.open, os.pread, os.close, os.fstat
        self._process = os.getpid
        self._file, self._known, self._of = -1, (0, 0), 0

    def read(self) -> bytes:
        """b"" where it cannot be read. A test that closes all files closes this one, too: it is opened again, as in a
        forked child, where "self" is somebody else."""
        try:
            if self._of == self._process() and (found := self._pread(self._file, self._size, 0)):
                return found
        except OSError:
            pass
        return self._again()

    def _again(self) -> bytes:
        self._of = self._process()
        with suppress(OSError):
            self._file = self._open(self._path, os.O_RDONLY | os.O_CLOEXEC)
            self._known = self._identity()
            return self._pread(self._file, self._size, 0)
        self._file = -1
        return b""

    def close(self) -> None:
        """Unless the number belongs to another file now."""
        with suppress(OSError):
            if self._file >= 0 and self._of == self._process() and self._identity() == self._known:
                self._close(self._file)
        self._file = -1

    __del__ = close

    def _identity(self) -> tuple[int, int]:
        found = self._fstat(self._file)
        return found.st_dev, found.st_ino
