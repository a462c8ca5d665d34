import os


def test_list(shop):
    os.chdir(shop.other)
    assert os.listdir(".") == []
