import warnings


def test_old():
    warnings.warn("old", DeprecationWarning)


def test_new():
    warnings.warn("new", UserWarning)
