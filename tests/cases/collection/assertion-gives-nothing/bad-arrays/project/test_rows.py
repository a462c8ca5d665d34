import numpy as np


def test_rows():
    rows = np.array([0.1 + 0.2])
    assert np.testing.assert_allclose(rows, [0.3])
