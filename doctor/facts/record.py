"""Reads what pytest-guard recorded of earlier runs (docs/record.md)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from doctor.errors import UsageError
from doctor.model.trends import BEFORE, RunOfRecord, Trends, compared

VERSION = 1  # of the tables, as `PRAGMA user_version` has it
LATEST = 5  # runs of a test that count for its duration
RUNS = """
SELECT id, started, seconds, exit_code, revision, workers, peak_mb,
    (SELECT count(*) FROM tests WHERE run = runs.id),
    (SELECT count(*) FROM tests WHERE run = runs.id AND outcome IN ('failed', 'error', 'crashed')),
    (SELECT count(*) FROM crashes WHERE run = runs.id)
FROM runs ORDER BY started DESC, id DESC LIMIT ?
"""
FLAKY = "SELECT run, nodeid FROM tests WHERE run >= ? AND reruns > 0 AND outcome = 'passed'"
# what did not run to its end says nothing of how long it takes
DURATIONS = "SELECT nodeid, seconds FROM tests WHERE run = ? AND outcome IN ('passed', 'xfailed', 'xpassed')"


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


def trends(path: str, runs: int) -> Trends:
    """The last `runs` runs of a record. UsageError when the file is no record, or holds no run yet."""
    found = [_run(row) for row in rows(path, RUNS, (runs,))]
    if not found:
        raise UsageError(f"{path} holds no run yet; record one with pytest --guard-record={path}")
    flaky: dict[int, list[str]] = {}
    for number, test in rows(path, FLAKY, (min(each.number for each in found),)):
        flaky.setdefault(number, []).append(test)
    listed = tuple(each.replace(flaky=tuple(flaky.get(each.number, ()))) for each in reversed(found))
    whole = [each.number for each in listed if each.exit_code is not None]
    if len(whole) < 2 or listed[-1].number != whole[-1]:
        return Trends(listed)
    before: dict[str, list[float]] = {}
    for number in whole[-1 - BEFORE : -1]:
        for test, seconds in rows(path, DURATIONS, (number,)):
            before.setdefault(test, []).append(seconds)
    return Trends(listed, *compared(before, dict(rows(path, DURATIONS, (whole[-1],)))))


def _run(row: tuple[Any, ...]) -> RunOfRecord:
    number, started, seconds, code, revision, workers, peak, tests, red, crashes = row
    return RunOfRecord(
        number, started or 0.0, seconds, code, revision or "", workers or 0, peak, tests, red, (), crashes
    )
