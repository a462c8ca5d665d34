"""Looks after each test, and tells what it left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from typing import Any

import pytest

from pytest_guard import settings
from pytest_guard.leaks.watch import Leak, Watch, Watched

SHOWN = 50  # tests in the summary


class Told:
    """Collects what reports bring, from this process or from workers, for the summary."""

    def __init__(self, config: pytest.Config) -> None:
        self._found: dict[str, list[str]] = {}
        self._fails = settings.text(config, "guard_leaks") == "fail"

    def pytest_runtest_logreport(self, report: Any) -> None:
        leaks = getattr(report, "guard_leaks", None)
        if leaks:
            self._found.setdefault(report.nodeid, []).extend(leaks)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if not self._found or self._fails:  # each failure has told its own
            return
        terminalreporter.section(f"{len(self._found)} tests left something changed (pytest-guard)", yellow=True)
        for test, leaks in list(self._found.items())[:SHOWN]:
            for text in leaks:
                terminalreporter.write_line(f"{test}: {text}")
        if len(self._found) > SHOWN:
            terminalreporter.write_line(f"… and {len(self._found) - SHOWN} tests more")


class Leaks(Told):
    """The plugin of the process that runs tests.

    The state behind a test is the state before the next one. What a fixture of a wider scope than a test changes while
    it is set up is not the leak of the test that happened to need it first.
    """

    def __init__(self, config: pytest.Config, watches: Sequence[Watch], allowed: Sequence[str]) -> None:
        super().__init__(config)
        self._watches, self._allowed = watches, allowed
        self._watched: list[Watched] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> None:
        self._watched = [Watched(watch) for watch in self._watches]

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        if fixturedef.scope == "function" or not self._watched:
            yield
            return
        with self.excused():
            yield

    @contextmanager
    def excused(self) -> Iterator[None]:
        """What changes meanwhile is no leak of the test: a wider fixture, or a live process that is replaced."""
        before = [each.watch.now() for each in self._watched]
        try:
            yield
        finally:
            for each, state in zip(self._watched, before, strict=True):
                each.excuse(state, each.watch.now())

    @pytest.hookimpl(hookwrapper=True, trylast=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> Iterator[None]:
        outcome = yield
        if call.when != "teardown" or not self._watched:
            return
        found = [leak for each in self._watched for leak in each.leaks() if not self._is_allowed(leak)]
        if found:
            self._tell(outcome.get_result(), found)  # type: ignore[attr-defined]

    def _is_allowed(self, leak: Leak) -> bool:
        return any(fnmatch(f"{leak.kind}:{leak.name}", pattern) for pattern in self._allowed)

    def _tell(self, report: Any, found: list[Leak]) -> None:
        report.guard_leaks = [leak.text for leak in found]
        if self._fails and report.passed:
            report.outcome = "failed"
            report.longrepr = "the test left something changed:\n" + "\n".join(f"  {leak.text}" for leak in found)

    def close(self) -> None:
        for watch in self._watches:
            watch.close()
