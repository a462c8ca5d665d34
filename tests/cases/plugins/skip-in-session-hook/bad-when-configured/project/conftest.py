import pytest


def pytest_configure(config):
    pytest.skip("nothing to do here", allow_module_level=True)
