import os

import pytest

SLOW = os.environ.get("RUN_SLOW", "0")


@pytest.mark.skipif(os.getenv("NO_SLOW", "0"), reason="slow")
def test_slow():
    assert True


@pytest.mark.skipif(SLOW, reason="slow")
def test_slower():
    assert True
