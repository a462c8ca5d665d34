import os


def test_token(token):
    assert os.environ["SHOP_TOKEN"] == token
