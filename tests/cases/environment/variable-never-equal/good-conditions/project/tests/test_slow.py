import os

import pytest

RETRIES = int(os.environ.get("RETRIES", 3))
SLOW = os.getenv("SLOW", True)


@pytest.mark.skipif(os.getenv("RUN_SLOW") != "1", reason="set RUN_SLOW to run")
def test_big_sum():
    assert RETRIES == 3
    assert SLOW == True
    assert os.getenv("SLOW", False) == False
    assert (os.getenv("SLOW") is None) == True
    assert len(os.getenv("SLOW", "")) == 0
    assert os.getenv("SLOW", default=1) == 1
    assert os.getenv("SLOW") == None


def test_own():
    RETRIES = 3
    assert RETRIES == 3
