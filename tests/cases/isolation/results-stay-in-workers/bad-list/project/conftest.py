import time
from collections import Counter

import pytest

RESULTS: list[tuple[str, float]] = []
KINDS = Counter()


@pytest.fixture(autouse=True)
def measure(request):
    begin = time.perf_counter()
    yield
    RESULTS.append((request.node.nodeid, time.perf_counter() - begin))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    KINDS[report.outcome] += 1
    return report


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(f"{len(RESULTS)} timings, {len(KINDS)} kinds")
