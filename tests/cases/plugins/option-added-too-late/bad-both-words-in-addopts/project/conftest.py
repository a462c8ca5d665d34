def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="also what takes long")


def pytest_report_header(config):
    return f"slow: {config.getoption('slow')}"
