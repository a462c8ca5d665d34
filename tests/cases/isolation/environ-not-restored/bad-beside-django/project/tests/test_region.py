import os


def test_region():
    os.environ["REGION"] = "eu"
    assert os.environ["REGION"] == "eu"


def test_no_region():
    assert "REGION" not in os.environ
