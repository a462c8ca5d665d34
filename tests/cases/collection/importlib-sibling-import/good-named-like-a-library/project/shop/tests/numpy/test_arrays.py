import numpy


def test_zeros():
    assert numpy.zeros(1)[0] == 0
