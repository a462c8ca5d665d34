from shop import config


def fits(number):
    return number <= config.LIMIT
