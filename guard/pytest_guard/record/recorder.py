"""Follows the run, in the process that reports, and writes each test when it is over."""

from __future__ import annotations

import os
import platform
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from pytest_guard import settings, xdist
from pytest_guard.memory.resident import highest, resident
from pytest_guard.record.base import Base, Row
from pytest_guard.record.revision import revision
from pytest_guard.record.sampler import PEAK

PHASES = ("setup", "call", "teardown")
RUN = "PYTEST_GUARD_RUN"  # the key that the parts of one run share


class Running:
    """A test between its first report and its last."""

    __slots__ = ("before", "outcome", "peak", "reruns", "seconds", "started")

    def __init__(self, before: float | None) -> None:
        self.before, self.peak = before, 0.0
        self.outcome, self.seconds, self.reruns, self.started = "", 0.0, 0, 0.0


class Recorder:
    """The plugin of the process that reports."""

    def __init__(self, config: pytest.Config, base: Base) -> None:
        self._config, self._base = config, base
        self._resident = None if xdist.is_controller(config) else resident()
        self._running: dict[tuple[str, str], Running] = {}
        self._before = 0.0  # megabytes behind the test before
        self._peak = 0.0
        self._began = time.monotonic()

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        config = self._config
        limit = settings.text(config, "guard_memory_limit_mb")
        values = {
            "started": time.time(),
            "pytest": pytest.__version__,
            "python": platform.python_version(),
            "revision": revision(str(config.rootpath)),
            "workers": xdist.workers(config),
            "command": " ".join(map(str, config.invocation_params.args)),
            "limit_mb": float(limit) if limit.replace(".", "", 1).isdigit() else None,
        }
        self._base.begin(os.environ.get(RUN) or uuid.uuid4().hex, values)
        if self._resident is not None:
            self._before = self._resident()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: Any) -> None:
        """Three of them to a test; the one of its teardown is the last."""
        if report.when not in PHASES:  # what pytest-xdist says of a test in which a worker ended
            return
        key = (report.nodeid, getattr(report, "worker_id", "master"))
        now, before = self._measured(report)
        running = self._running.get(key)
        if running is None:
            running = self._running[key] = Running(before)
            running.started = getattr(report, "start", 0.0) or time.time() - report.duration
        running.seconds += report.duration
        running.outcome = outcome(report) or running.outcome
        running.peak = max(running.peak, now or 0.0)
        running.reruns += report.outcome == "rerun"
        if report.when == "teardown":
            self._over(key, running, now)

    def _measured(self, report: Any) -> tuple[float | None, float | None]:
        """The megabytes now and before the test; the worker's, where one runs the tests."""
        if self._resident is None:
            return tuple(getattr(report, "guard_record", (None, None)))
        now, before = self._resident(), self._before
        if report.when == "teardown":
            self._before = now
        return now, before

    def _over(self, key: tuple[str, str], running: Running, now: float | None) -> None:
        nodeid, worker = key
        growth = None if now is None or running.before is None else now - running.before
        self._base.test(
            Row(
                nodeid,
                nodeid.partition("::")[0],
                running.outcome,
                running.seconds,
                running.peak or None,
                growth,
                running.reruns,
                worker,
                running.started,
            )
        )
        del self._running[key]

    @pytest.hookimpl(optionalhook=True)
    def pytest_handlecrashitem(self, crashitem: str, report: Any) -> None:
        worker = report.node.gateway.id if getattr(report, "node", None) else ""
        self._base.crash(worker, crashitem, getattr(report, "guard_reason", "the worker ended in it"))
        running = self._running.pop((crashitem, worker), Running(None))
        file = crashitem.partition("::")[0]
        row = Row(crashitem, file, "crashed", running.seconds, None, None, running.reruns, worker, time.time())
        self._base.test(row)

    def crashed(self, nodeid: str, reason: str, exit_code: int) -> None:
        """This process ends itself, out of the memory's watcher: what is not written now is lost."""
        row = Row(nodeid, nodeid.partition("::")[0], "crashed", 0.0, highest(), None, 0, "master", time.time())
        self._base.crash("master", nodeid, reason)
        self._base.test(row)
        self._base.end(time.monotonic() - self._began, exit_code, highest())

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self._peak = max(self._peak, xdist.told(node, PEAK) or 0.0)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Iterator[None]:
        """Around what the others do, for they may change the exit code."""
        yield
        for key, running in list(self._running.items()):  # it was interrupted within them
            self._over(key, running, None)
        own = 0.0 if self._resident is None else highest()
        self._base.end(time.monotonic() - self._began, int(session.exitstatus), max(self._peak, own))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self._base.fault:
            terminalreporter.write_line(f"pytest-guard: the record was not written: {self._base.fault}", yellow=True)


def outcome(report: Any) -> str:
    """What a report makes of its test, "" where it changes nothing."""
    if report.outcome == "rerun":
        return ""
    if hasattr(report, "wasxfail"):
        return "xpassed" if report.passed else "xfailed"
    if report.when == "call" or report.skipped:
        return str(report.outcome)
    return "error" if report.failed else ""
