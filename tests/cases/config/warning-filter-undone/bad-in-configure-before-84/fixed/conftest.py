import warnings


def pytest_configure():
    pass
