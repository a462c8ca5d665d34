import os
from os import getenv

import pytest

RETRIES = os.environ.get("RETRIES", "3")


@pytest.mark.skipif(os.getenv("RUN_SLOW") != True, reason="set RUN_SLOW to run")
def test_big_sum():
    assert sum(range(1_000_000)) == 1


@pytest.mark.skipif(RETRIES == 0, reason="nothing to try")
def test_retries():
    assert RETRIES


def test_asks():
    if getenv("RUN_SLOW", default=None) == 1:
        raise RuntimeError
    home = os.environ.get("HOME_OF_TESTS")
    if home == 1:
        raise RuntimeError
    assert os.environ["HOME_OF_TESTS"] == 1
