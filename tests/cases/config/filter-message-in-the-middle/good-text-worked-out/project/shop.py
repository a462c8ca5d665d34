import warnings


def total():
    warnings.warn("total() will go in 2.0", DeprecationWarning, stacklevel=2)


def warn_of(name):
    text = f"will go in 2.0: {name}"
    warnings.warn(text, DeprecationWarning, stacklevel=2)
