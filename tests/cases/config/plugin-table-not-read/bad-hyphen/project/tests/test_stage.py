import os


def test_stage():
    assert os.environ["STAGE"] == "test"
