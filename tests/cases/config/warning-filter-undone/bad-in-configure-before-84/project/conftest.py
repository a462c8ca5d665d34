import warnings


def pytest_configure():
    warnings.simplefilter("error")
