import warnings


def test_price():
    warnings.warn('old', DeprecationWarning)
