"""The record: its tables, and what takes journals into them. Several runs may do so at once."""

from __future__ import annotations

import glob
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from typing import Any

from pytest_guard.locks import lock

VERSION = 1
KEPT_RUNS = 300  # the tests of older runs are forgotten, so that the file stays below a bound
BUSY = 10.0  # seconds that another run may hold the file
TABLES = """
CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY, key TEXT UNIQUE, started REAL, seconds REAL, exit_code INTEGER,
    pytest TEXT, python TEXT, revision TEXT, workers INTEGER, command TEXT, peak_mb REAL, limit_mb REAL);
CREATE TABLE IF NOT EXISTS tests (run INTEGER, nodeid TEXT, file TEXT, outcome TEXT, seconds REAL, peak_mb REAL,
    growth_mb REAL, reruns INTEGER, worker TEXT, started REAL);
CREATE TABLE IF NOT EXISTS crashes (run INTEGER, worker TEXT, nodeid TEXT, reason TEXT, at REAL);
CREATE TABLE IF NOT EXISTS parts (name TEXT PRIMARY KEY, run INTEGER);
CREATE INDEX IF NOT EXISTS tests_of_run ON tests (run);
"""
TEST = "INSERT INTO tests VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
CRASH = "INSERT INTO crashes VALUES (?, ?, ?, ?, ?)"
# of a run in parts the worst exit code and the highest peak count
END = """UPDATE runs SET seconds = coalesce(seconds, 0) + ?, exit_code = max(coalesce(exit_code, 0), ?),
    peak_mb = max(coalesce(peak_mb, 0), ?) WHERE id = ?"""


def take_in(record: str, own: str, let_go: Callable[[], None]) -> Exception | None:
    """Takes a run's own journal into the record, closes it by `let_go` and removes it; then those that killed runs have
    left. Gives the fault that prevented it: the record is read-only, say. The journal stays then, for a later run.
    """
    try:
        with closing(_opened(record)) as base:
            _take(base, own)
            let_go()
            _remove(own)
            for path in sorted(glob.glob(f"{glob.escape(record)}.*.part")):
                _take_left(base, path)
    except (OSError, sqlite3.Error) as fault:
        return fault
    return None


def _opened(record: str) -> sqlite3.Connection:
    # The last word may come from the thread that ends the process for want of memory.
    base = sqlite3.connect(record, timeout=BUSY, isolation_level=None, check_same_thread=False)
    version = base.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, VERSION):
        base.close()
        raise sqlite3.DatabaseError(f"it has version {version} of the record; this is version {VERSION}")
    base.execute("PRAGMA cache_size = -64")  # of 64 KB, in the place of 2 MB
    base.execute("PRAGMA journal_mode = WAL")  # where the file system cannot do it, the mode stays as it was
    base.execute("PRAGMA synchronous = NORMAL")
    base.executescript(TABLES)
    if version == 0:
        base.execute(f"PRAGMA user_version = {VERSION}")
    return base


def _take(base: sqlite3.Connection, path: str) -> None:
    """All of a journal, whole or not at all, and only once: a kill may come before it is removed."""
    lines = _lines(path)
    begun = next(lines, None)
    if begun is None or begun[0] != "begin":
        return
    base.execute("BEGIN IMMEDIATE")
    try:
        run = _run(base, begun[1])
        if base.execute("INSERT OR IGNORE INTO parts VALUES (?, ?)", (os.path.basename(path), run)).rowcount:
            for word, *values in lines:
                if word in _ADD:  # else of a later version
                    _ADD[word](base, run, values)
        base.execute("COMMIT")
    except BaseException:
        base.execute("ROLLBACK")
        raise


def _run(base: sqlite3.Connection, values: dict[str, Any]) -> int:
    """The number of the run that has this key already, or of a new one."""
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    new = base.execute(f"INSERT OR IGNORE INTO runs ({names}) VALUES ({marks})", tuple(values.values())).rowcount  # noqa: S608
    run = int(base.execute("SELECT id FROM runs WHERE key = ?", (values["key"],)).fetchone()[0])
    if new:
        base.execute("DELETE FROM tests WHERE run <= ?", (run - KEPT_RUNS,))
        base.execute("DELETE FROM parts WHERE run <= ?", (run - KEPT_RUNS,))
    return run


def _tests(base: sqlite3.Connection, run: int, values: list[Any]) -> None:
    base.executemany(TEST, ((run, nodeid, nodeid.partition("::")[0], *others) for nodeid, *others in values[0]))


def _crash(base: sqlite3.Connection, run: int, values: list[Any]) -> None:
    base.execute(CRASH, (run, *values))


def _end(base: sqlite3.Connection, run: int, values: list[Any]) -> None:
    base.execute(END, (*values, run))


_ADD = {"tests": _tests, "crash": _crash, "end": _end}


def _take_left(base: sqlite3.Connection, path: str) -> None:
    """Unless the run that writes it still lives."""
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return
    try:
        is_left = lock(file)
        if is_left:
            _take(base, path)
    except (OSError, sqlite3.Error):  # files cannot be locked there; or what was left is of a later version
        return
    finally:
        os.close(file)
    if is_left:
        _remove(path)


def _remove(path: str) -> None:
    with suppress(OSError):
        os.remove(path)


def _lines(path: str) -> Iterator[list[Any]]:
    """The last line of a run that was killed while it wrote, or whose disk was full, may be cut short."""
    with open(path, "rb") as file:
        for line in file:
            with suppress(ValueError):
                yield json.loads(line)
