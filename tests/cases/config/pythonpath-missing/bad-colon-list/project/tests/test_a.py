import shop
import tool


def test_a():
    assert shop.A + tool.B == 3
