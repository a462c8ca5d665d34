import os


def test_total():
    assert os.environ["SHOP_URL"] == "http://localhost"
