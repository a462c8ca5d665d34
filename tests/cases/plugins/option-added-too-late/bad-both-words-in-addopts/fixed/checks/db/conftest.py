"""What the checks of the database ask for."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def backend(request):
    return Path(request.config.getoption("backend"))
