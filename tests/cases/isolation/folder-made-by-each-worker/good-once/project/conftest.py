import os
import tempfile
from pathlib import Path


def pytest_configure(config):
    os.makedirs("scratch", exist_ok=True)
    Path("reports").mkdir(exist_ok=True)
    os.mkdir(os.path.join(tempfile.mkdtemp(), "own"))
    if not os.path.exists("cache"):
        os.makedirs("cache", exist_ok=True)


def pytest_sessionstart(session):
    try:
        os.mkdir("tried")
    except FileExistsError:
        pass
