"""A small file of the kernel's that is read again and again."""

from __future__ import annotations

import os
from contextlib import suppress


class Kept:
    """Read through one descriptor: each call of the system gives Python's lock away, and a thread that asks while a
    test computes gets it back only after 5 ms."""

    def __init__(self, path: str):
        self._path = path
        # Bound here: a test may have put a false file system in the place of the module's `os`.
        self._open, self._pread, self._close, self._fstat = os.open, os.pread, os.close, os.fstat
        self._file, self._known = -1, (0, 0)

    def read(self) -> bytes:
        """b"" where it cannot be read. A test that closes all files closes this one, too: it is opened again."""
        for _ in range(2):
            with suppress(OSError):
                if self._file < 0:
                    self._file = self._open(self._path, os.O_RDONLY | os.O_CLOEXEC)
                    self._known = self._identity()
                if found := self._pread(self._file, 8192, 0):
                    return found
            self._file = -1
        return b""

    def close(self) -> None:
        """Unless the number belongs to another file now."""
        with suppress(OSError):
            if self._file >= 0 and self._identity() == self._known:
                self._close(self._file)
        self._file = -1

    def _identity(self) -> tuple[int, int]:
        found = self._fstat(self._file)
        return found.st_dev, found.st_ino
