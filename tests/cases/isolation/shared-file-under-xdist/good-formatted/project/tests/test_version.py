import os
import pathlib
import uuid

import pytest

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
CACHE = pathlib.Path("/tmp") / f"shop-version-{WORKER}"
OTHER = pathlib.Path(f"/tmp/shop-{os.getpid()}")
THIRD = f"/tmp/shop-{uuid.uuid4()}"


@pytest.fixture
def cache():
    CACHE.write_text("")
    OTHER.write_text("")
    with open(THIRD, "w") as file:
        file.write("")
    yield CACHE
    CACHE.unlink()


@pytest.mark.parametrize("number", range(6))
def test_notice(cache, number):
    assert cache.read_text() == ""
