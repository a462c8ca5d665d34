import pytest

TIMES = []
LABELS = ["timings"]


def pytest_runtest_logreport(report):
    if report.when == "call":
        TIMES.append(report.duration)


@pytest.fixture
def labels():
    return LABELS


def pytest_terminal_summary(terminalreporter):
    reports = [each for each in terminalreporter.getreports("passed") if each.when == "call"]
    terminalreporter.write_line(f"{len(TIMES)} {LABELS[0]}, {len(reports)} reports")
