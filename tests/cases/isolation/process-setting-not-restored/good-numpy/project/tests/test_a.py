import numpy as np


def test_short():
    with np.printoptions(precision=2):
        assert np.shown(1.0) == "1.00"
