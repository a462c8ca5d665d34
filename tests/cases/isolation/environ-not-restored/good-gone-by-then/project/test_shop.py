import os


def forget(name):
    del os.environ[name]


def test_forget():
    os.environ["SHOP_KEY"] = "1"
    forget("SHOP_KEY")
    assert "SHOP_KEY" not in os.environ
