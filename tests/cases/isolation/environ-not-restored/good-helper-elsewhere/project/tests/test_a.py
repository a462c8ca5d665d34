import os

import pytest

from helpers import forget_region, use_region


@pytest.fixture
def region():
    use_region("us")
    yield
    forget_region()


def test_region(region):
    assert os.environ["REGION"] == "us"


def test_other():
    use_region("eu")
    try:
        assert os.environ["REGION"] == "eu"
    finally:
        forget_region()
