import os


def test_mode():
    os.environ["SHOP_MODE"] = "fast"
    assert os.environ["SHOP_MODE"] == "fast"
    del os.environ["SHOP_MODE"]
