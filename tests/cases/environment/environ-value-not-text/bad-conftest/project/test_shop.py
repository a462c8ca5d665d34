import os


def test_port():
    assert os.environ["SHOP_PORT"] == "8080"
