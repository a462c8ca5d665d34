from tests import tools

tools.import_module("shop_registry")

from shop_registry import Key


def test_key():
    assert Key
