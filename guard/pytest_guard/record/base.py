"""The file: its tables, and writing to it. Several runs may write at once; one that is killed loses a second of it."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import Any, NamedTuple

VERSION = 1
KEPT_RUNS = 300  # the tests of older runs are forgotten, so that the file stays below a bound
BUSY = 10.0  # seconds that another run may hold the file
EVERY = 1.0  # seconds between two writes
TABLES = """
CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY, key TEXT UNIQUE, started REAL, seconds REAL, exit_code INTEGER,
    pytest TEXT, python TEXT, revision TEXT, workers INTEGER, command TEXT, peak_mb REAL, limit_mb REAL);
CREATE TABLE IF NOT EXISTS tests (run INTEGER, nodeid TEXT, file TEXT, outcome TEXT, seconds REAL, peak_mb REAL,
    growth_mb REAL, reruns INTEGER, worker TEXT, started REAL);
CREATE TABLE IF NOT EXISTS crashes (run INTEGER, worker TEXT, nodeid TEXT, reason TEXT, at REAL);
CREATE INDEX IF NOT EXISTS tests_of_run ON tests (run);
"""


class Row(NamedTuple):
    """A test as the table has it, but for its run."""

    nodeid: str
    file: str
    outcome: str
    seconds: float
    peak_mb: float | None
    growth_mb: float | None
    reruns: int
    worker: str
    started: float


class Base:
    """Opened by `begin`. A fault of the file (read-only, full, none of ours) is kept in `fault`, and ends the writing:
    it must not end the tests."""

    def __init__(self, path: str) -> None:
        self.path, self.fault = path, ""
        self._base: sqlite3.Connection | None = None
        self._run = 0
        self._before = 0.0  # seconds of the earlier parts of this run
        self._waiting: list[tuple[str, tuple[Any, ...]]] = []
        self._written = 0.0

    def begin(self, key: str, values: dict[str, Any]) -> None:
        """Opens the file and says that a run has begun; a key that is there already goes on with that run."""
        try:
            os.makedirs(os.path.dirname(os.path.abspath(self.path)), exist_ok=True)
            # The last word may come from the thread that ends the process for want of memory.
            self._base = base = sqlite3.connect(self.path, timeout=BUSY, isolation_level=None, check_same_thread=False)
            self._prepare(base)
            base.execute("BEGIN IMMEDIATE")
            names, marks = ", ".join(values), ", ".join("?" * len(values))
            base.execute(f"INSERT OR IGNORE INTO runs (key, {names}) VALUES (?, {marks})", (key, *values.values()))  # noqa: S608
            found = base.execute("SELECT id, coalesce(seconds, 0) FROM runs WHERE key = ?", (key,)).fetchone()
            self._run, self._before = found
            base.execute("DELETE FROM tests WHERE run <= ?", (self._run - KEPT_RUNS,))
            base.execute("COMMIT")
            self._written = time.monotonic()
        except (OSError, sqlite3.Error) as fault:
            self._failed(fault)

    @staticmethod
    def _prepare(base: sqlite3.Connection) -> None:
        version = base.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError(f"it has version {version} of the record; this is version {VERSION}")
        base.execute("PRAGMA journal_mode = WAL")  # where the file system cannot do it, the mode stays as it was
        base.execute("PRAGMA synchronous = NORMAL")
        if version == 0:
            base.executescript(TABLES)
            base.execute(f"PRAGMA user_version = {VERSION}")

    def test(self, row: Row) -> None:
        self._add("INSERT INTO tests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (self._run, *row))

    def crash(self, worker: str, nodeid: str, reason: str) -> None:
        self._add("INSERT INTO crashes VALUES (?, ?, ?, ?, ?)", (self._run, worker, nodeid, reason, time.time()))

    def end(self, seconds: float, exit_code: int, peak_mb: float) -> None:
        """The run is over; of one in parts the worst exit code and the highest peak count."""
        total = "UPDATE runs SET seconds = ?, exit_code = max(coalesce(exit_code, 0), ?),"
        total += " peak_mb = max(coalesce(peak_mb, 0), ?) WHERE id = ?"
        self._waiting.append((total, (self._before + seconds, exit_code, peak_mb, self._run)))
        self._write()
        if self._base is not None:
            self._base.close()
            self._base = None

    def _add(self, statement: str, values: tuple[Any, ...]) -> None:
        """Waits in memory for a second, so that no lock is held while a test runs."""
        self._waiting.append((statement, values))
        if time.monotonic() - self._written > EVERY:
            self._write()

    def _write(self) -> None:
        """All that waits, whole or not at all."""
        if self._base is None:
            self._waiting.clear()
            return
        try:
            self._base.execute("BEGIN IMMEDIATE")
            for statement, values in self._waiting:
                self._base.execute(statement, values)
            self._base.execute("COMMIT")
        except sqlite3.Error as fault:
            self._failed(fault)
        self._waiting.clear()
        self._written = time.monotonic()

    def _failed(self, fault: Exception) -> None:
        self.fault = self.fault or f"{self.path}: {fault}"
        if self._base is not None:
            base, self._base = self._base, None
            base.close()
