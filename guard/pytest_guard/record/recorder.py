"""Follows the run, in the process that reports, and writes each test when it is over."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from pytest_guard import settings, xdist
from pytest_guard.memory.resident import Heights, highest
from pytest_guard.memory.shared import shared
from pytest_guard.record.journal import Journal
from pytest_guard.record.revision import revision
from pytest_guard.record.sampler import PEAK

PHASES = ("setup", "call", "teardown")
EVERY = 0.1  # seconds between two writes: one for each test would take 15 µs of it
RUN = "PYTEST_GUARD_RUN"  # the key that the parts of one run share


class Running:
    """A test between its first report and its last; megabytes where they are known."""

    __slots__ = ("before", "now", "outcome", "peak", "reruns", "seconds", "started")

    def __init__(self, started: float) -> None:
        self.started, self.outcome, self.seconds, self.reruns = started, "", 0.0, 0
        self.before: float | None = None
        self.now: float | None = None
        self.peak: float | None = None

    def add(self, report: Any) -> None:
        self.seconds += report.duration
        if report.outcome != "passed" or report.when == "call" or hasattr(report, "wasxfail"):
            self.outcome = outcome(report) or self.outcome
            self.reruns += report.outcome == "rerun"


class Recorder:
    """The plugin of the process that reports."""

    def __init__(self, config: pytest.Config, journal: Journal) -> None:
        self._config, self._journal = config, journal
        self._heights = None if xdist.is_controller(config) else Heights(shared(config))
        self._running: dict[tuple[str, str], Running] = {}
        self._before = self._now = self._highest = 0.0  # megabytes: behind the test before, and in the one that is over
        self._peak = 0.0
        self._reports: list[Any] = []  # among them a pair of megabytes before the last report of a test
        self._clock = time.monotonic  # bound here: a test may have put a false clock in the place of the module's
        self._began, self._written = self._clock(), 0.0

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        config = self._config
        limit = settings.text(config, "guard_memory_limit_mb")
        values = {
            "started": time.time(),
            "pytest": pytest.__version__,
            "python": sys.version.split()[0],
            "revision": revision(str(config.rootpath)),
            "workers": xdist.workers(config),
            "command": " ".join(map(str, config.invocation_params.args)),
            "limit_mb": float(limit) if limit.replace(".", "", 1).isdigit() else None,
        }
        self._journal.begin(os.environ.get(RUN) or os.urandom(16).hex(), values)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self) -> None:
        if self._heights is not None:
            self._before = self._now = self._highest = self._heights.begin()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: Any) -> None:
        """Three of them to a test. They are only kept: to look into many at once takes half of the time."""
        heights = self._heights
        if report.when != "teardown" or not (heights is None or heights.is_new()):
            self._reports.append(report)
            return
        if heights is not None:
            self._reports.append(heights.last)  # before the report that it belongs to
        self._reports.append(report)
        now = self._clock()
        if now - self._written > EVERY:
            self._write()
            self._written = now

    def _write(self) -> None:
        """All tests that are over."""
        reports, self._reports = self._reports, []
        self._journal.tests([row for each in reports if (row := self._row(each))])

    def _row(self, report: Any) -> tuple[Any, ...] | None:
        """Of the test, when this report is its last."""
        if type(report) is tuple:
            self._now, self._highest = report
            return None
        when = report.when
        if when not in PHASES:  # what pytest-xdist says of a test in which a worker ended
            return None
        worker = "master" if self._heights else getattr(report, "worker_id", "master")
        running = self._running.get((report.nodeid, worker))
        if running is None:
            running = self._running[report.nodeid, worker] = Running(began(report))
        running.add(report)
        if when != "teardown":
            return None
        if self._heights:
            running.before, running.now, running.peak = self._before, self._now, self._highest
            self._before = self._highest = self._now
        else:
            running.before, running.now, running.peak = getattr(report, "guard_record", (None, None, None))
        return self._over(report.nodeid, worker)

    def _over(self, nodeid: str, worker: str) -> tuple[Any, ...]:
        running = self._running.pop((nodeid, worker))
        now, before = running.now, running.before
        growth = None if now is None or before is None else round(now - before, 3)
        seconds, reruns = round(running.seconds, 6), running.reruns
        return nodeid, running.outcome, seconds, running.peak, growth, reruns, worker, running.started

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str, report: Any) -> None:
        self._write()
        worker = report.node.gateway.id if getattr(report, "node", None) else ""
        self._journal.crash(worker, crashitem, getattr(report, "guard_reason", "the worker ended in it"))
        running = self._running.pop((crashitem, worker), Running(time.time()))
        row = (crashitem, "crashed", running.seconds, None, None, running.reruns, worker, running.started)
        self._journal.tests([row])

    def crashed(self, nodeid: str, reason: str, exit_code: int) -> None:
        """This process ends itself, out of the memory's watcher: what is not written now is lost."""
        self._write()
        self._journal.crash("master", nodeid, reason)
        self._journal.tests([(nodeid, "crashed", 0.0, highest(), None, 0, "master", time.time())])
        self._journal.end(time.monotonic() - self._began, exit_code, highest())

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self._peak = max(self._peak, xdist.told(node, PEAK) or 0.0)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Iterator[None]:
        """Around what the others do, for they may change the exit code."""
        yield
        self._write()
        self._journal.tests([self._over(*key) for key in list(self._running)])  # it was interrupted within them
        own = 0.0 if self._heights is None else highest()
        self._journal.end(time.monotonic() - self._began, int(session.exitstatus), max(self._peak, own))
        terminal = self._config.pluginmanager.getplugin("terminalreporter")
        if self._journal.fault and terminal is not None:
            terminal.write_line(f"pytest-guard: the record was not written: {self._journal.fault}", yellow=True)


def began(report: Any) -> float:
    """When its phase began, in seconds since 1970; some plugins make reports that do not say it."""
    return getattr(report, "start", 0.0) or time.time() - report.duration


def outcome(report: Any) -> str:
    """What a report makes of its test, "" where it changes nothing."""
    how = str(report.outcome)
    if how == "rerun":
        return ""
    if hasattr(report, "wasxfail"):
        return "xpassed" if how == "passed" else "xfailed"
    if report.when == "call" or how == "skipped":
        return how
    return "error" if how == "failed" else ""
