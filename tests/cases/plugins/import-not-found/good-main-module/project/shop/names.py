import __main__


def names():
    return vars(__main__)
