import os
import shutil
from pathlib import Path

SCRATCH = "scratch"
REPORTS = Path("reports")


def pytest_configure(config):
    os.makedirs(SCRATCH)


def pytest_sessionstart(session):
    REPORTS.mkdir(parents=True)


def pytest_unconfigure(config):
    shutil.rmtree(SCRATCH, ignore_errors=True)
    shutil.rmtree(REPORTS, ignore_errors=True)
