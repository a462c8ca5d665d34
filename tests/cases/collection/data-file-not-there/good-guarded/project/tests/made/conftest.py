from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def made():
    path = Path(__file__).parent / "made.csv"
    path.write_text("a")
    yield
    path.unlink()
