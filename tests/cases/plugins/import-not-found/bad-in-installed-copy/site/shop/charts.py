import pygal


def drawn(prices):
    return pygal.Bar(prices)
