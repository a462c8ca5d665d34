import warnings


def stamp():
    warnings.warn("stamp() is deprecated, use now()", DeprecationWarning, stacklevel=2)
    return 2024
