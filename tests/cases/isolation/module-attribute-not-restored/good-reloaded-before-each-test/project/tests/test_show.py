import importlib

import shop


def setup_function(function):
    importlib.reload(shop)


teardown_module = setup_function


def test_other_show():
    shop.show = str.upper
    assert shop.show("a") == "A"
