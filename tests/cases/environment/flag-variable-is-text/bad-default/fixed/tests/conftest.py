import os
from os import getenv

import pytest

USE_DOCKER = os.environ.get("USE_DOCKER", "false").lower() in ("1", "true", "yes")


def pytest_collection_modifyitems(items):
    if bool(getenv("SKIP_SLOW", "0").lower() in ("1", "true", "yes")):
        for item in items:
            item.add_marker(pytest.mark.skip(reason="slow"))


@pytest.fixture
def engine():
    if USE_DOCKER and os.name:
        raise RuntimeError("no Docker")
    return "local"
