import os


def test_mode():
    assert os.environ["SHOP_MODE"] == "test"
