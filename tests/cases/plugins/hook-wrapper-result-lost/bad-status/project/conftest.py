from pluggy import HookimplMarker

hookimpl = HookimplMarker("pytest")


@hookimpl(wrapper=True)
def pytest_report_teststatus(report, config):
    status = yield
