import os


def test_home():
    assert os.environ.get('SHOP_HOME') != 'sandbox'
