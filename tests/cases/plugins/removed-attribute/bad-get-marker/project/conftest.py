import pytest


def pytest_runtest_setup(item):
    if item.get_marker("slow"):
        pytest.skip("takes long")
