import subprocess
import sys

import pytest


@pytest.fixture(scope="session", autouse=True)
def migrated():
    subprocess.run([sys.executable, "-m", "alembic", "upgrade", "head"], check=True)
