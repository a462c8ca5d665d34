import sys

import pytest


@pytest.fixture()
def registry():
    return {"key": 1}
