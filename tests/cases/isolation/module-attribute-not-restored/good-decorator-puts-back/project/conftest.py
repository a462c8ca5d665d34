import functools

import shop


def with_look(look):
    def decorate(function):
        @functools.wraps(function)
        def wrapper():
            before = shop.STYLE
            shop.STYLE = look
            try:
                return function()
            finally:
                shop.STYLE = before

        return wrapper

    return decorate
