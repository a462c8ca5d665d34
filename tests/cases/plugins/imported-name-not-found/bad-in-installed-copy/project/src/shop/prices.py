from collections import Mapping


def total(prices):
    return sum(prices.values() if isinstance(prices, Mapping) else prices)
