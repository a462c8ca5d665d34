import functools


def takes_all(function):
    @functools.wraps(function)
    def wrapper(number):
        return function()

    del wrapper.__wrapped__
    return wrapper
