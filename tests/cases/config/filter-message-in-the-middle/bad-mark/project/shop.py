import warnings


def total():
    warnings.warn("total() will go in 2.0", DeprecationWarning, stacklevel=2)
