import datetime
import pathlib

import pytest

CACHE = pathlib.Path("/tmp") / f"shop-version-{datetime.date.today()}"


@pytest.fixture
def cache():
    CACHE.write_text("")
    yield CACHE
    CACHE.unlink()


@pytest.mark.parametrize("number", range(6))
def test_notice(cache, number):
    assert cache.read_text() == ""
