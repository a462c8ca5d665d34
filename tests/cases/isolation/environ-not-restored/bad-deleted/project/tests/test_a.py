import os


def test_no_mode():
    del os.environ["SHOP_MODE"]
    assert os.environ.get("SHOP_MODE") is None
