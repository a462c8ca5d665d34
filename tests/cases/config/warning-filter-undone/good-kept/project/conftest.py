import warnings

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("error")
    import json  # noqa: F401


def pytest_configure(config):
    warnings.filterwarnings("error", category=UserWarning)
    config.addinivalue_line("filterwarnings", "ignore::DeprecationWarning")


@pytest.fixture
def loud():
    warnings.simplefilter("error")
