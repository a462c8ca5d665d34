import warnings


def pytest_configure(config):
    warnings.filterwarnings("error", category=DeprecationWarning)
