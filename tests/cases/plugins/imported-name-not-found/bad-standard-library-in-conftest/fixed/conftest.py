from collections.abc import Mapping


def pytest_report_header(config):
    return str(isinstance({}, Mapping))
