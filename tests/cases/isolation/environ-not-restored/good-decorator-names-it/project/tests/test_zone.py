import os

from tests import support


@support.run_with_tz("STD-1")
def test_two_zones():
    assert os.environ["TZ"] == "STD-1"
    os.environ["TZ"] = "EST+05"
    assert os.environ["TZ"] == "EST+05"
