"""What a process measures of each test: the memory that is resident when its call and its teardown have ended."""

from __future__ import annotations

import pytest

from pytest_guard import xdist
from pytest_guard.memory.resident import highest, shared

PEAK = "guard_record_peak"


class Sampler:
    """In a worker: puts the megabytes on the report, now and before the test; pytest-xdist brings them along."""

    def __init__(self, config: pytest.Config) -> None:
        self._config, self._resident = config, shared(config)
        self._before = self._resident()  # behind the test before

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "setup":  # what it takes is still there behind the call
            return
        now = self._resident.lately()
        report.guard_record = [now, self._before]  # type: ignore[attr-defined]
        if report.when == "teardown":
            self._before = now

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        xdist.tell_controller(self._config, PEAK, highest())
