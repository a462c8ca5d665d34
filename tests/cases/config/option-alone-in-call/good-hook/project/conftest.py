import os

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    config.option.numprocesses = os.cpu_count()
