"""Reads what pytest-guard recorded of earlier runs (docs/record.md)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from doctor.errors import UsageError

VERSION = 1  # of the tables, as `PRAGMA user_version` has it
LATEST = 5  # runs of a test that count for its duration


def seconds_of_tests(path: str) -> dict[str, float]:
    """Test → the mean of its last five durations. UsageError when the file is no record."""
    wanted = "SELECT nodeid, seconds FROM tests WHERE seconds IS NOT NULL ORDER BY run DESC"
    found: dict[str, list[float]] = {}
    for test, seconds in rows(path, wanted):
        each = found.setdefault(str(test), [])
        if len(each) < LATEST:
            each.append(float(seconds))
    return {test: sum(each) / len(each) for test, each in found.items()}


def rows(path: str, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The rows of a question, asked without ever writing to the file."""
    if not Path(path).is_file():
        raise UsageError(f"{path} does not exist; record runs with pytest --guard-record={path} (pytest-guard)")
    try:
        with closing(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True, timeout=30)) as base:
            version = base.execute("PRAGMA user_version").fetchone()[0]
            if version != VERSION:
                raise UsageError(f"{path} has version {version} of the record, and version {VERSION} can be read")
            return base.execute(query, values).fetchall()
    except sqlite3.DatabaseError as fault:
        raise UsageError(f"{path} is no record of pytest-guard: {fault}") from None
