import functools
import unittest

import pytest


def coroutine(function):
    @functools.wraps(function)
    async def run():
        return function()

    return run


@pytest.mark.asyncio
def test_plain():
    assert 1 + 1 == 2
