import warnings


def test_total():
    warnings.warn("the old way", DeprecationWarning, stacklevel=1)
