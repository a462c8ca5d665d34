"""What a run writes while it runs: lines that are appended to a file beside the record.

A kill loses the tests of the last tenth of a second. And SQLite, which takes more memory than all of the guard, is not
needed before the end: then the journal is taken into the record, with those that killed runs have left.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from contextlib import suppress
from json import dumps
from typing import Any

from pytest_guard.locks import lock

FLAGS = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
OF_SQLITE = b"SQLite format 3\0"


class Journal:
    """A fault of the file (read-only, full, none of ours) is kept in `fault`, and ends the writing: it must not end the
    tests. Each line is a list in JSON: a word (begin, tests, crash, end) and its values."""

    def __init__(self, record: str) -> None:
        self.record, self.fault = record, ""
        self.path = f"{record}.{os.getpid()}-{os.urandom(4).hex()}.part"
        self._process, self._file, self._known = os.getpid(), -1, (0, 0)
        # Bound here: a test may have put a false file system in the place of the module's `os`.
        self._open, self._write, self._fstat = os.open, os.write, os.fstat

    def begin(self, key: str, values: dict[str, Any]) -> None:
        """Says that a run has begun; one whose key is in the record already goes on there."""
        try:
            os.makedirs(os.path.dirname(os.path.abspath(self.record)), exist_ok=True)
            if not is_a_record(self.record):
                raise OSError("file is not a database")
            self._opened()
        except OSError as fault:
            self._failed(fault)
        self._append(("begin", {"key": key, **values}))

    def tests(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Of each: node id, outcome, seconds, peak and growth in megabytes, reruns, worker, when it was started."""
        if rows:
            self._append(("tests", rows))

    def crash(self, worker: str, nodeid: str, reason: str) -> None:
        self._append(("crash", worker, nodeid, reason, time.time()))

    def end(self, seconds: float, exit_code: int, peak_mb: float) -> None:
        """The run is over, and is taken into the record."""
        self._append(("end", seconds, exit_code, peak_mb))
        if self._file < 0 or os.getpid() != self._process:
            return
        from pytest_guard.record.base import take_in

        fault = take_in(self.record, self.path, self._close)
        if fault:
            self._failed(fault, f"; it is kept in {self.path}" if os.path.exists(self.path) else "")
            self._close()

    def _close(self) -> None:
        with suppress(OSError):
            if self._is_open():
                os.close(self._file)
        self._file = -1

    def _failed(self, fault: Exception, kept: str = "") -> None:
        self.fault = self.fault or f"{self.record}: {fault}{kept}"

    def _append(self, values: Any) -> None:
        if self.fault or os.getpid() != self._process:  # a fork that a test has let out of it runs on as we do
            return
        try:
            if not self._is_open():
                self._opened()
            self._write(self._file, dumps(values).encode("ascii") + b"\n")
        except OSError as fault:
            self._failed(fault)

    def _is_open(self) -> bool:
        """A test that closes all files has closed this one, and the number may be another file's now."""
        try:
            found = self._fstat(self._file)
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._known

    def _opened(self) -> None:
        """Locked as long as the run lives: what nobody holds was left by one that was killed."""
        self._file = self._open(self.path, FLAGS, 0o644)
        found = self._fstat(self._file)
        self._known = found.st_dev, found.st_ino
        with suppress(OSError):  # files cannot be locked there: what others left is not taken for left, either
            lock(self._file)


def is_a_record(path: str) -> bool:
    """Whether it may be one: it is not there yet, or is a file of SQLite's."""
    try:
        with open(path, "rb") as file:
            return file.read(len(OF_SQLITE)) in (b"", OF_SQLITE)
    except FileNotFoundError:
        return True
