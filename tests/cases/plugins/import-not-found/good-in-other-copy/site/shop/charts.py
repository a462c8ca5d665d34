def drawn(prices):
    return len(prices)
