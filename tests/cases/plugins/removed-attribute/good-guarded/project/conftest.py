import pytest


def pytest_configure(config):
    if hasattr(config, "_metadata"):
        config._metadata["Project"] = "shop"


def pytest_runtest_setup(item):
    get = item.get_closest_marker if hasattr(item, "get_closest_marker") else item.get_marker
    if get("slow"):
        pytest.skip("takes long")
