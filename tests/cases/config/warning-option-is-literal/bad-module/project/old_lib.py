import warnings


def total():
    warnings.warn("gone soon", DeprecationWarning)
    return 2
