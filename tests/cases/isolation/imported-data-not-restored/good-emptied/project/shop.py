CUSTOM = {}


def error(number):
    return CUSTOM.get(number, ValueError)
