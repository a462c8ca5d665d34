import os
from unittest import mock


def test_no_mode():
    with mock.patch.dict(os.environ):
        os.environ.pop("SHOP_MODE", None)
        assert os.environ.get("SHOP_MODE") is None


def test_saved():
    saved = os.environ.pop("SHOP_MODE")
    try:
        assert os.environ.get("SHOP_MODE") is None
    finally:
        os.environ["SHOP_MODE"] = saved
