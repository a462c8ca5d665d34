import pytest

marks = [pytest.mark.slow]


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(marks[0])
