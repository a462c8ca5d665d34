import os


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="also what takes long")
    group = parser.getgroup("db")
    group.addoption("--backend", default=os.environ.get("BACKEND", "memory"))


def pytest_report_header(config):
    return f"slow: {config.getoption('slow')}"
