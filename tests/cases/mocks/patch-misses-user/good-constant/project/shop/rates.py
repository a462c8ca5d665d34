RATE = 2


def rate():
    return RATE
