import os


def setup_module():
    os.environ["SHOP_MODULE"] = "1"


def teardown_module():
    os.environ.pop("SHOP_MODULE")


def test_b():
    assert os.environ["SHOP_MODULE"]
