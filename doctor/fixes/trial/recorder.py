"""Runs pytest and writes down what it collected. Started with the project's interpreter, never imported by it.

It stands where the script `pytest` stands, so that sys.path is the same, and hands pytest a plugin object: that needs
no option, and works with autoload off, with `-p no:terminal` and whatever addopts hold. Stdlib only, Python 3.7 and
newer.

    python recorder.py RESULT.json [PYTEST_ARGS]
"""

# ruff: noqa: PTH100, PTH105, PTH120, PTH123

from __future__ import annotations

import json
import os
import sys
from typing import Any, Optional


class Recorder:
    """The plugin. What it saw is in `seen`, written to the file when collection ends and when pytest ends."""

    def __init__(self, target: str) -> None:
        self._target = target
        self.seen: dict[str, object] = {"ended": False, "stopped": "", "collected": [], "origins": {}, "peak_kb": None}
        self._errors: list[tuple[str, str]] = []
        self._warnings: list[tuple[str, str]] = []
        self._items: dict[str, str] = {}
        self._gone: set[str] = set()
        self._outcomes: dict[str, str] = {}

    def pytest_itemcollected(self, item: Any) -> None:
        file, _, name = item.location
        self._items[item.nodeid] = f"{file}::{name}"

    def pytest_deselected(self, items: Any) -> None:
        self._gone.update(item.nodeid for item in items)

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self._errors.append((report.nodeid, said(report.longreprtext)))

    def pytest_internalerror(self, excrepr: Any) -> None:
        self._errors.append(("", "INTERNALERROR: " + said(str(excrepr))))

    def pytest_warning_recorded(self, warning_message: Any, nodeid: Any, location: Any) -> None:
        where = nodeid or (location[0] if location else "")
        self._warnings.append((where, f"{warning_message.category.__name__}: {warning_message.message}"))

    def pytest_collection_finish(self, session: Any) -> None:
        self.seen["ended"] = True
        self.write(session.items)

    def pytest_sessionfinish(self, session: Any) -> None:
        self.seen["stopped"] = str(session.shouldfail or session.shouldstop or "")

    def pytest_runtest_logreport(self, report: Any) -> None:
        """What a test came to: its setup or teardown may turn a pass into an error."""
        word = report.outcome
        if hasattr(report, "wasxfail"):
            word = "xpassed" if report.passed else "xfailed"
        if report.when != "call":
            word = "error" if report.failed else word if report.skipped else ""
        if word and word != "rerun":
            self._outcomes[report.nodeid] = word

    def write(self, items: Any = None) -> None:
        """All that is known by now, whole or not at all."""
        if items is not None:
            self.seen["collected"] = [item.nodeid for item in items]
        elif not self.seen["ended"]:  # collection broke off
            self.seen["collected"] = [name for name in self._items if name not in self._gone]
        self.seen.update(
            origins=self._items,
            errors=self._errors,
            warnings=self._warnings,
            outcomes=self._outcomes,
            peak_kb=peak(),
        )
        aside = self._target + ".tmp"
        with open(aside, "w", encoding="ascii") as file:
            json.dump(self.seen, file)
        os.replace(aside, self._target)


def said(text: str) -> str:
    """The line of a report that tells the exception."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    marked = [line[1:].strip() for line in lines if line.startswith("E ")]
    return (marked or lines or [""])[-1] if not marked else marked[0]


def peak() -> Optional[int]:
    """The most memory that this process had at once, in KiB; None where that cannot be told.

    Not `ru_maxrss` of this process on Linux: it begins with the size of the process that started us.
    """
    own = 0
    try:
        with open("/proc/self/status", "rb") as file:
            own = next((int(line.split()[1]) for line in file if line.startswith(b"VmHWM")), 0)
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return own or None
    unit = 1024 if sys.platform == "darwin" else 1
    return own or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit


def main() -> int:
    """Calls pytest with the words behind the first; its exit code is ours."""
    target, sys.argv[1:] = sys.argv[1], sys.argv[2:]
    here = os.path.dirname(os.path.abspath(__file__))
    if sys.path and os.path.abspath(sys.path[0]) == here:
        sys.path[0] = os.path.dirname(sys.executable)  # where the script `pytest` lies
    recorder = Recorder(target)
    try:
        import pytest

        return int(pytest.main(plugins=[recorder]))
    finally:
        recorder.write()


if __name__ == "__main__":
    sys.exit(main())
