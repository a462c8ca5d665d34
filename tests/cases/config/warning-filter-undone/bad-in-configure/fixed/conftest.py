import warnings


def pytest_configure(config):
    pass
