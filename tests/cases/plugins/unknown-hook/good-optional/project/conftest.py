import pytest

pytest_plugins = ["pytester"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    return 2


@pytest.hookimpl(specname="pytest_report_header")
def pytest_my_header(config):
    return "ports"


def pytest_sessionstart():
    pass
