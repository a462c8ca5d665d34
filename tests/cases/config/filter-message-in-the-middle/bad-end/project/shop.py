import warnings


def total(prices):
    warnings.warn("total() will go in 2.0", DeprecationWarning, stacklevel=2)
    return sum(prices)


def average(prices):
    warnings.warn(f"average() of {len(prices)} is slow, take another one")
    return sum(prices) / len(prices)
