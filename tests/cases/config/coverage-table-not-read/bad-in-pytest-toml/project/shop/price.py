def price(n):
    if n > 10:
        return n * 0.9
    return n
