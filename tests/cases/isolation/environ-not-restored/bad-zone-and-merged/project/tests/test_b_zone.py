import os
import time


def test_zone():
    assert time.tzname[0] != "JST"
    assert "API_KEY" not in os.environ
