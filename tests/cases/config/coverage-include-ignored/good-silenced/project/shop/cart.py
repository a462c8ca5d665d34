def total(prices):
    return sum(prices)


def never():
    return 1
