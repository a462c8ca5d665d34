import math


def test_sum():
    assert math.sqrt(4) == 2
