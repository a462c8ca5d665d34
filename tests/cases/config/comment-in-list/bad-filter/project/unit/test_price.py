import warnings


def test_price():
    warnings.warn("the old price", DeprecationWarning, stacklevel=1)
