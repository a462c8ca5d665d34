from settings import TIMEOUT


def wait():
    return TIMEOUT
