"""What a process measures of each test: the memory that is resident when it is over."""

from __future__ import annotations

import pytest

from pytest_guard import xdist
from pytest_guard.memory.resident import Heights, highest
from pytest_guard.memory.shared import shared

PEAK = "guard_record_peak"


class Sampler:
    """In a worker: puts the megabytes on a test's last report: before it, behind it, the most; pytest-xdist brings them
    along."""

    def __init__(self, config: pytest.Config) -> None:
        self._config, self._heights = config, Heights(shared(config))
        self._before = 0.0

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self) -> None:
        self._before = self._heights.begin()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "teardown":
            return
        self._heights.is_new()
        now, most = self._heights.last
        report.guard_record = [self._before, now, most]  # type: ignore[attr-defined]
        self._before = now

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        xdist.tell_controller(self._config, PEAK, highest())
