"""Encoded facts beyond what memory should hold, in a file without a name that goes with the process."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

SMALL = 200  # bytes: what is not worth a place in the file


class Spooled:
    """Bytes that lie in the file."""

    __slots__ = ("_length", "_spool", "_start")

    def __init__(self, spool: Spool, start: int, length: int) -> None:
        self._spool, self._start, self._length = spool, start, length

    def __len__(self) -> int:
        return self._length

    def read(self) -> bytes:
        return self._spool.read(self._start, self._length)


class Spool:
    """Takes the facts of files once they are more than `most` bytes; where it cannot write they stay in memory."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept = 0
        self._end = 0
        self._file: Any = None

    def __del__(self) -> None:
        if self._file:
            self._file.close()

    def take(self, plain: Mapping[str, Any], size: int) -> Mapping[str, Any]:
        """The facts, as they are to be kept."""
        self._kept += size
        if self._kept <= self._most:
            return plain
        import tempfile  # 5 ms, when there is that much

        try:
            self._file = self._file or tempfile.TemporaryFile(prefix="pytest-doctor-", buffering=0)  # noqa: SIM115
            return {name: self._put(value) for name, value in plain.items()}
        except OSError:
            self._most = 2**62  # full, or nowhere to write
            return plain

    def _put(self, value: Any) -> Any:
        if not isinstance(value, bytes) or len(value) < SMALL:
            return value
        self._file.seek(self._end)
        if self._file.write(value) != len(value):
            raise OSError("short write")
        self._end += len(value)
        return Spooled(self, self._end - len(value), len(value))

    def read(self, start: int, length: int) -> bytes:
        """These bytes of the file; another process that was forked may read at the same time."""
        if hasattr(os, "pread"):
            return os.pread(self._file.fileno(), length, start)
        self._file.seek(start)
        found: bytes = self._file.read(length)
        return found
