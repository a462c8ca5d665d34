import asyncio
import functools
import unittest


def in_loop(function):
    @functools.wraps(function)
    def wrapper(self):
        return asyncio.run(function(self))

    return wrapper


class AsyncCase(unittest.TestCase):
    def _callTestMethod(self, method):
        result = method()
        if asyncio.iscoroutine(result):
            asyncio.run(result)
