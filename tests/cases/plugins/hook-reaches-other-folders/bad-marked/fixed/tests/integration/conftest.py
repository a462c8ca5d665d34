import pathlib

import pytest


def pytest_collection_modifyitems(config, items):
    for item in items:
        if pathlib.Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.integration)
