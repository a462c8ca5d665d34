"""What the checks of the database ask for."""

import os
from pathlib import Path

import pytest


# The database that is used.
def pytest_addoption(parser):
    group = parser.getgroup("db")
    group.addoption("--backend", default=os.environ.get("BACKEND", "memory"))


@pytest.fixture
def backend(request):
    return Path(request.config.getoption("backend"))
