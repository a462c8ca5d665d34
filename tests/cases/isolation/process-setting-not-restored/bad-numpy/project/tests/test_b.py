import numpy as np


def test_long():
    assert np.shown(1.0) == "1.00000000"
