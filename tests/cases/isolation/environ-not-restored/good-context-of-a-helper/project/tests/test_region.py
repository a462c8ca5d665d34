import os


def test_region():
    os.environ["REGION"] = "north"
    assert os.getenv("REGION") == "north"
