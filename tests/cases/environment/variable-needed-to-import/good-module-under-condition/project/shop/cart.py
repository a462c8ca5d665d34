from shop.settings import CURRENCY


def total(prices):
    return sum(prices)
