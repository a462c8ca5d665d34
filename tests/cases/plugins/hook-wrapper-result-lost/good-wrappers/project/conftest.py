import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.report = report
    return report


@pytest.hookimpl(wrapper=True)
def pytest_report_teststatus(report, config):
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    yield


@pytest.hookimpl(hookwrapper=True)
def pytest_make_collect_report(collector):
    outcome = yield
    outcome.get_result().sections.append(("x", "y"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    future = item.config
    yield
    getattr(future, "get_result", str)()
