"""Within the project's pytest: runs a part of its tests, and writes down at once what becomes of each.

Loaded through PYTEST_PLUGINS, so that the workers of pytest-xdist have it too. Which part and where to write stands in
the JSON file that PYTEST_DOCTOR_BATCH names. pytest is called with the user's own words, and only `config.args` is
replaced: the configuration file, rootdir, initial conftest files and node ids stay those of the whole run. Stdlib only.
"""

# ruff: noqa: PTH100, PTH120, PTH123

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any

import pytest


class Narrow:
    """Leaves out what is not of this batch."""

    def __init__(self, batch: dict[str, Any]) -> None:
        self._batch = batch
        self._without = {os.path.realpath(file) for file in batch["without"]}

    @pytest.hookimpl(tryfirst=True)
    def pytest_ignore_collect(self, collection_path: Any) -> Any:
        return True if self._without and os.path.realpath(str(collection_path)) in self._without else None

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config: Any, items: list[Any]) -> None:
        only, done = set(self._batch["only"]), set(self._batch["done"])
        gone = [item for item in items if item.nodeid in done or (only and item.nodeid not in only)]
        if gone:
            config.hook.pytest_deselected(items=gone)
            away = {id(item) for item in gone}
            items[:] = [item for item in items if id(item) not in away]


class Journal:
    """Writes each event as a line of JSON, whole or not at all, before the next one happens."""

    def __init__(self, path: str, with_markers: bool) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        self._with_markers = with_markers

    def write(self, kind: str, **values: Any) -> None:
        os.write(self._file, json.dumps({"kind": kind, **values}).encode("ascii") + b"\n")

    def pytest_collectstart(self, collector: Any) -> None:
        if isinstance(collector, pytest.File):
            self.write("collecting", test=collector.nodeid, file=str(collector.path))

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.write("report", test=report.nodeid, word="error", seconds=0.0, text=report.longreprtext, output="")

    def pytest_collection_finish(self, session: Any) -> None:
        if self._with_markers:
            for item in session.items:
                markers = sorted({mark.name for mark in item.iter_markers()})
                self.write("item", test=item.nodeid, file=str(item.path), markers=markers)
        elif session.items:
            self.write("selected", tests=[item.nodeid for item in session.items])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.write("start", test=nodeid, at=time.time())

    def pytest_runtest_logreport(self, report: Any) -> None:
        """A test has up to three reports; its setup and teardown are told when they are not as usual."""
        word = report.outcome
        if hasattr(report, "wasxfail"):
            word = "xpassed" if report.passed else "xfailed"
        elif report.when != "call" and report.failed:
            word = "error"
        is_plain = report.when != "call" and report.passed
        self.write(
            "report",
            test=report.nodeid,
            word="" if is_plain else word,
            seconds=report.duration,
            text="" if report.passed else report.longreprtext,
            output="" if report.passed else _printed(report),
        )

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.write("finish", test=nodeid)

    def pytest_internalerror(self, excrepr: Any) -> None:
        self.write("internal", text=str(excrepr))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: Any, exitstatus: int) -> None:
        self.write("session", code=int(exitstatus), stopped=str(session.shouldfail or session.shouldstop or ""))


def _printed(report: Any) -> str:
    return "\n".join(f"--- {name} ---\n{text}" for name, text in report.sections)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: Any) -> None:
    """Narrows the call before anything is collected."""
    path = os.environ.get("PYTEST_DOCTOR_BATCH")
    if not path:
        return
    with open(path, encoding="utf-8") as file:
        batch = json.load(file)
    if batch["files"] is not None:
        config.args = list(batch["files"])
    config.option.continue_on_collection_errors = True  # one broken file does not keep the others from running
    config.pluginmanager.register(Narrow(batch), "pytest-doctor-narrow")
    if hasattr(config, "workerinput"):
        return
    journal = Journal(batch["journal"], batch["plan"])
    config.pluginmanager.register(journal, "pytest-doctor-journal")
    whole = taken_over(config)
    config.option.maxfail = batch["maxfail"]
    if batch["plan"]:
        journal.write("whole", **whole)


def taken_over(config: Any) -> dict[str, Any]:
    """What the options ask of the whole run; this batch leaves it. It would write over the files of the one before."""
    option, coverage = config.option, {}
    junit = os.path.abspath(option.xmlpath) if getattr(option, "xmlpath", None) else ""
    option.xmlpath = None
    measured = config.pluginmanager.getplugin("_cov")
    if getattr(measured, "cov_controller", None) is not None:
        wanted, kinds = measured.options, measured.options.cov_report
        coverage = {
            "config": wanted.cov_config,
            "append": wanted.cov_append,
            "reports": dict(kinds if isinstance(kinds, dict) else dict.fromkeys(kinds)),
            "least": wanted.cov_fail_under,
            "digits": getattr(wanted, "cov_precision", None) or 0,
            "only_green": wanted.no_cov_on_fail,
        }
        wanted.cov_report, wanted.cov_fail_under = {}, None
    return {"junit": junit, "maxfail": int(option.maxfail or 0), "coverage": coverage}


def main() -> int:
    """Calls pytest as the script `pytest` does; only, this module can be imported."""
    here = os.path.dirname(os.path.abspath(__file__))
    if sys.path and os.path.abspath(sys.path[0]) == here:
        sys.path[0] = os.path.dirname(sys.executable)
    sys.path.append(here)
    return int(pytest.main())


if __name__ == "__main__":
    sys.exit(main())
