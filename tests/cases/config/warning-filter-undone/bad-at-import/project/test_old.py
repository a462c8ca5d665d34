import warnings


def test_old():
    warnings.warn("old", UserWarning)
