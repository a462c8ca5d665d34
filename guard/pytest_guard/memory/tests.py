"""The tests: what each has added, and what follows when memory is over the limit."""

from __future__ import annotations

from math import inf
from typing import Any

import pytest

from pytest_guard import xdist
from pytest_guard.memory import MEMORY_EXIT_CODE
from pytest_guard.memory.measures import GROWN, Measures
from pytest_guard.memory.refusal import DataLimit
from pytest_guard.memory.release import release
from pytest_guard.memory.resident import LATELY, Resident
from pytest_guard.memory.watcher import Task, Watcher
from pytest_guard.memory.words import mb

PRESSURE = 0.9  # the share of the limit from which on garbage is collected
WORTH = 0.02  # of the limit: what has to be added before it is collected again
DONE = {"skip": "skipped", "fail": "failed", "exit": "not run"}


class Tests:
    """Two looks a test at what is resident."""

    def __init__(
        self,
        measures: Measures,
        limit: float | None,
        action: str,
        resident: Resident,
        watcher: Watcher,
        refusal: DataLimit | None,
    ):
        self._measures, self._limit, self._action = measures, limit, action
        self._near = inf if limit is None else limit * PRESSURE
        self._resident = resident
        self._watcher, self._refusal = watcher, refusal
        self._allowed: dict[str, float] = {}
        self._last, self._height = resident.lately(), resident.height
        self._read_at = 0.0
        self._released = 0.0  # megabytes after the last collection of garbage
        self._over = ""
        self._file = ""  # in which tests were refused last

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._allowed = {item.nodeid: _allowed(mark, item) for item in session.items for mark in _mark(item)}
        self._last = self._released = self._resident()
        self._height = self._resident.height

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        name, limit = item.nodeid, self._limit
        if self._allowed and limit is not None:
            limit = max(limit, self._allowed.get(name, 0.0))
        if self._over and limit is not None:
            self._refuse(item, limit)
        self._watcher.peak = 0.0
        self._watcher.task = task = Task(name, limit, self._last)
        if self._refusal is not None:
            self._refusal.allow(lambda: self._watcher.room(task))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Once a test: the hooks that are called for each of its phases take three times as long."""
        watcher, resident = self._watcher, self._resident
        watcher.task = None
        if resident.read_at == self._read_at and not watcher.peak and resident.clock() - self._read_at <= LATELY:
            return  # it was looked just now, before this test
        now = resident.lately()
        measures, before, height = self._measures, self._last, resident.height
        self._read_at = resident.read_at
        peak = max(before, now, watcher.peak)
        if height > self._height:
            peak, self._height = max(peak, height), height
        measures.reached(peak, nodeid)
        if peak >= self._near and self._limit is not None:
            now = self._pressure(nodeid, self._limit, now, peak)
        self._last = now
        if now >= before + GROWN:
            measures.grew(measures.grown_by_test, nodeid, now - before)

    def pytest_exception_interact(self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[Any]) -> None:
        if isinstance(node, pytest.Item):
            self._watcher.net.has_caught(node.nodeid, call)

    def _pressure(self, name: str, limit: float, now: float, peak: float) -> float:
        """Garbage first; what is still over is there to stay. Gives the megabytes after it."""
        if self._over:
            return now
        if peak >= max(limit, self._allowed.get(name, 0.0)) and name not in self._watcher.interrupted:
            self._measures.exceeded[name] = peak
        if now < self._near or (now < limit and now - self._released < limit * WORTH):
            return now
        release()
        now = self._released = self._resident()
        if now >= limit:
            self._over = f"memory was over the limit after {name} and a garbage collection: {mb(now)} > {limit:.0f}MB"
        return now

    def _refuse(self, item: pytest.Item, limit: float) -> None:
        """A fixture of a wider scope may have gone meanwhile, with what it held."""
        file = item.nodeid.partition("::")[0]
        if file != self._file:  # what the fixtures of the file before held is free, but the C library keeps it
            self._file = file
            release()
        self._last = self._resident()
        if self._limit is not None and self._last < self._limit:
            self._over = ""
        if not self._over or self._last < limit:
            return
        self._measures.refused += 1
        self._measures.refused_as, self._measures.refused_for = DONE[self._action], self._over
        if self._action == "fail":
            pytest.fail(self._over, pytrace=False)
        if self._action == "exit":
            self._stop(item.config, f"{self._over}, so {item.nodeid} and what follows is not run")
        pytest.skip(self._over)

    def _stop(self, config: pytest.Config, why: str) -> None:
        if xdist.is_worker(config):
            if not config.pluginmanager.has_plugin(Farewell.__name__):
                config.pluginmanager.register(Farewell(why), Farewell.__name__)
            return
        self._measures.stop = why
        pytest.exit(why, returncode=MEMORY_EXIT_CODE)


class Farewell:
    """A worker cannot end the run: it tells the controller why, by the report of the test."""

    def __init__(self, why: str):
        self._why = why

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Before pytest-xdist sends the report."""
        if report.when == "teardown":
            report.__dict__["guard_memory"] = {"stop": self._why}


def _mark(item: pytest.Item) -> list[pytest.Mark]:
    return list(item.iter_markers("guard_memory"))[:1]


def _allowed(mark: pytest.Mark, item: pytest.Item) -> float:
    given = [*mark.args, *mark.kwargs.values()]
    if len(given) != 1 or set(mark.kwargs) - {"mb"} or isinstance(given[0], (bool, str)) or not given[0] > 0:
        said = ", ".join(map(repr, given))
        raise pytest.UsageError(f"{item.nodeid}: guard_memory({said}): has to be one number of megabytes above 0")
    return float(given[0])
