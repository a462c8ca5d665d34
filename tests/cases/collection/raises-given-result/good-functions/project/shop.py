import functools


def checked(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args) if args else int("no")

    return wrapper


class Shop:
    def __call__(self):
        raise ValueError("closed")


def closing():
    shop = Shop()
    return shop
