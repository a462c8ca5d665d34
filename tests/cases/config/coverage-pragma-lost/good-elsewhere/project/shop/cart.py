def total(prices):
    return sum(prices)


def debug():
    print('debug')
