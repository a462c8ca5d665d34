import os


def use_region(name):
    os.environ["REGION"] = name


def test_region():
    use_region("us")
    assert os.environ["REGION"] == "us"
