import pytest


def pytest_collection_modifyitems(config, items):
    skip = pytest.mark.skip(reason="not here")
    for item in items:
        if item.name == "test_rows":
            item.add_marker(skip)
    try:
        pytest.skip("tried")
    except pytest.skip.Exception:
        pass


def pytest_runtest_setup(item):
    pytest.skip("in its own time")
