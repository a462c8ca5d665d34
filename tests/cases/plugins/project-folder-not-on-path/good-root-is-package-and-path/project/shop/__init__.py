def price(count):
    return count * 3
