"""The collection: cheaper without the garbage collector, and stopped when it takes too much."""

from __future__ import annotations

import gc
from collections.abc import Generator
from typing import Any

import pytest

from pytest_guard.memory import MEMORY_EXIT_CODE
from pytest_guard.memory.measures import Measures
from pytest_guard.memory.net import NO_MORE
from pytest_guard.memory.release import forget, release
from pytest_guard.memory.resident import Reader
from pytest_guard.memory.watcher import Task, Watcher
from pytest_guard.memory.words import mb

BELOW = 0.5  # the share of the limit up to which garbage may lie about


class Collection:
    """Measures around each file, and what is left when all are collected."""

    def __init__(self, measures: Measures, limit: float | None, resident: Reader, watcher: Watcher, without_gc: bool):
        self._measures, self._limit, self._resident, self._watcher = measures, limit, resident, watcher
        self._without_gc = without_gc
        self._switched_off = False

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> Generator[None, Any, None]:
        """All that is collected lives until the end: to look through it again and again for garbage takes a fifth of
        the time and more."""
        self._switched_off = self._without_gc and gc.isenabled() and not self._near(BELOW)
        if self._switched_off:
            gc.disable()
        yield
        self._watcher.task = None
        self._switch_on()

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, Any, None]:
        if isinstance(collector, pytest.Session):  # it collects the others within itself
            yield
            return
        name, before = _name(collector), self._resident()
        self._watcher.task = Task(name, self._limit, before)
        outcome = yield
        self._watcher.task = None
        self._watcher.net.take_away()
        if outcome.excinfo and issubclass(outcome.excinfo[0], MemoryError):  # no memory to tell that there was none
            self._stop(f"in the collection of {name}")
            outcome.force_result(pytest.CollectReport(collector.nodeid, "failed", NO_MORE, []))
        after = self._resident()
        self._measures.reached(after, name)
        self._measures.grew(self._measures.grown_by_file, name, after - before)
        self._look(name)

    def pytest_exception_interact(self, node: pytest.Item | pytest.Collector, call: pytest.CallInfo[Any]) -> None:
        name = _name(node)
        if not isinstance(node, pytest.Collector) or call.excinfo is None:
            return
        if self._watcher.net.has_caught(name, call):
            self._stop(f"in the collection of {name}")
        if self._measures.stop:  # to tell of the stop takes memory, too
            forget(call.excinfo.value)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collectreport(self) -> None:
        """Outside of what pytest would take for an error of the file."""
        if self._measures.stop:
            pytest.exit(self._measures.stop, returncode=MEMORY_EXIT_CODE)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        measures = self._measures
        self.pytest_collectreport()
        measures.tests, measures.collected = len(session.items), self._resident()
        if self._near(1.0):
            release()
            measures.after_gc = self._resident()
        elif self._switched_off:
            gc.collect()
            measures.after_gc = self._resident()
        if self._switched_off and not gc.get_freeze_count():
            gc.freeze()
            session.config.add_cleanup(gc.unfreeze)
        if self._near(1.0):
            self._stop("after collection")
            self.pytest_collectreport()

    def _look(self, name: str) -> None:
        """After each file."""
        if name in self._watcher.interrupted:
            self._stop(f"in the collection of {name}")
        elif self._near(BELOW):
            self._switch_on()
            if self._near(1.0):
                release()
            if self._near(1.0):
                self._stop(f"after the collection of {name}")

    def _stop(self, when: str) -> None:
        now = self._resident()
        over = f" > {self._limit:.0f}MB" if self._limit is not None and now >= self._limit else ", nearly all there is"
        self._measures.stop = f"Memory limit exceeded {when}: {mb(now)}{over}"

    def _near(self, share: float) -> bool:
        return self._limit is not None and self._resident() >= self._limit * share

    def _switch_on(self) -> None:
        if self._switched_off:
            gc.enable()
            self._switched_off = False


def _name(node: pytest.Item | pytest.Collector) -> str:
    """Of its file."""
    return node.nodeid.partition("::")[0] or "."
