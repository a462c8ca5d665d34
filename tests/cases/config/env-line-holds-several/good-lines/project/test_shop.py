import os


def test_shop():
    assert os.environ["TILL"] == "closed"
