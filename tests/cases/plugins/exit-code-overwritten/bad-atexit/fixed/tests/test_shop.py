import atexit
import os


def test_total():
    assert sum([1, 2]) == 4
