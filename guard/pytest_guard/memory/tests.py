"""The tests: what each has added, and what follows when memory is over the limit."""

from __future__ import annotations

import pytest

from pytest_guard.memory import MEMORY_EXIT_CODE
from pytest_guard.memory.measures import Measures
from pytest_guard.memory.refusal import Refusal
from pytest_guard.memory.release import release
from pytest_guard.memory.resident import Reader
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
        readers: tuple[Reader, Reader],
        watcher: Watcher,
        refusal: Refusal | None,
    ):
        self._measures, self._limit, self._action = measures, limit, action
        self._resident, self._most = readers
        self._watcher, self._refusal = watcher, refusal
        self._allowed: dict[str, float] = {}
        self._last, self._height = self._resident(), self._most()
        self._released = 0.0  # megabytes after the last collection of garbage
        self._over = ""
        self._file = ""  # in which tests were refused last
        self._stopping = ""  # a worker cannot end the run: it tells the controller, by this test's report
        self._in_worker = False

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self._in_worker = hasattr(session.config, "workerinput")
        self._allowed = {item.nodeid: _allowed(mark, item) for item in session.items for mark in _mark(item)}
        self._last = self._released = self._resident()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        name, limit = item.nodeid, self._limit
        if self._allowed and limit is not None:
            limit = max(limit, self._allowed.get(name, 0.0))
        if self._over and limit is not None:
            self._refuse(name, limit)
        self._watcher.peak = 0.0
        self._watcher.task = task = Task(name, limit, self._last)
        if self._refusal is not None:
            self._refusal(self._watcher.room(task))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Before pytest-xdist sends the report: why the run has to end goes with it."""
        if report.when != "teardown":
            return
        self._watcher.task = None
        before, now, height = self._last, self._resident(), self._most()
        peak = max(before, now, self._watcher.peak, height if height > self._height else 0.0)
        self._measures.reached(peak, report.nodeid)
        if self._limit is not None and peak >= self._limit * PRESSURE:
            now = self._pressure(report.nodeid, self._limit, now, peak)
        self._last, self._height = now, height
        if now > before:
            self._measures.grew(self._measures.grown_by_test, report.nodeid, now - before)
        if self._stopping:
            report.__dict__["guard_memory"] = {"stop": self._stopping}

    def _pressure(self, name: str, limit: float, now: float, peak: float) -> float:
        """Garbage first; what is still over is there to stay. Gives the megabytes after it."""
        if self._over:
            return now
        if peak >= max(limit, self._allowed.get(name, 0.0)) and name not in self._watcher.interrupted:
            self._measures.exceeded[name] = peak
        if now < limit * PRESSURE or (now < limit and now - self._released < limit * WORTH):
            return now
        release()
        now = self._released = self._resident()
        if now >= limit:
            self._over = f"memory was over the limit after {name} and a garbage collection: {mb(now)} > {limit:.0f}MB"
        return now

    def _refuse(self, name: str, limit: float) -> None:
        """A fixture of a wider scope may have gone meanwhile, with what it held."""
        file = name.partition("::")[0]
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
            self._stopping = f"{self._over}, so {name} and what follows is not run"
            if not self._in_worker:
                self._measures.stop = self._stopping
                pytest.exit(self._stopping, returncode=MEMORY_EXIT_CODE)
        pytest.skip(self._over)


def _mark(item: pytest.Item) -> list[pytest.Mark]:
    return list(item.iter_markers("guard_memory"))[:1]


def _allowed(mark: pytest.Mark, item: pytest.Item) -> float:
    given = [*mark.args, *mark.kwargs.values()]
    if len(given) != 1 or set(mark.kwargs) - {"mb"} or isinstance(given[0], (bool, str)) or not given[0] > 0:
        said = ", ".join(map(repr, given))
        raise pytest.UsageError(f"{item.nodeid}: guard_memory({said}): has to be one number of megabytes above 0")
    return float(given[0])
