import math


def test_importable():
    test_importable.__doc__ = math.__doc__
    return True
