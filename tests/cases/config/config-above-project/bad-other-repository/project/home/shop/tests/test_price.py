import warnings


def test_price():
    warnings.warn("old", DeprecationWarning, stacklevel=1)
    assert 2 * 3 == 6
