import os


def test_no_mode():
    os.environ.pop("SHOP_MODE", None)
    assert os.environ.get("SHOP_MODE") is None
