import shop.tools
from shop.tools import Tool


def test_verified():
    Tool.verified = False
    Tool.verify()
    assert Tool.verified


def test_separator():
    shop.tools.SEPARATOR = None
    assert not shop.tools.SEPARATOR
