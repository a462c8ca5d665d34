import warnings


def total(prices):
    warnings.warn("total() will go in 2.0", DeprecationWarning, stacklevel=2)
    return sum(prices)


def average(prices):
    warnings.warn("shop.average is slow")
    return sum(prices) / len(prices)


def middle(prices, word=""):
    warnings.warn(f"{word}is slow, take another")
    return sorted(prices)[len(prices) // 2]
