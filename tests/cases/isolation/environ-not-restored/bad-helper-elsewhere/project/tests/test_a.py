import os

from helpers import use_region


def test_region():
    use_region("us")
    assert os.environ["REGION"] == "us"
