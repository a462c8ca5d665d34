import pytest


def pytest_ignore_collect(collection_path, config):
    return None


def pytest_report_header(config, start_path, startdir_name="here"):
    return f"{startdir_name}: {start_path.name}"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    yield
