import warnings


def run():
    warnings.warn("old api is going", DeprecationWarning, stacklevel=1)
    return 3
