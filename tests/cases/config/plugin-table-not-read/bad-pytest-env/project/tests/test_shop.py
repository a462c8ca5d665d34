import os


def test_shop():
    assert os.environ["SHOP"] == "open"
