import numpy as np


def test_short():
    np.set_printoptions(precision=2)
    assert np.shown(1.0) == "1.00"
