import functools

import pytest

SEEN = []


def seen(function):
    SEEN.append(function)
    return function


def with_argument(number):
    def decorate(function):
        function.number = number
        return function

    return decorate


class Register:
    def __call__(self, function):
        SEEN.append(function)
        return function


register = Register()


def wrapping(function):
    @functools.wraps(function)
    def wrapper(*args, **keywords):
        function(*args, **keywords)

    return wrapper


def raising(function):
    raise pytest.UsageError("not to be used")


if SEEN:

    def maybe(function):
        SEEN.append(function)

else:

    def maybe(function):
        return function
