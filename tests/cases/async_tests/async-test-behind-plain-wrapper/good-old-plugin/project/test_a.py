import functools

import pytest


def passing(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)

    return inner


@pytest.mark.asyncio
@passing
async def test_a():
    assert True


@passing
@pytest.mark.asyncio
async def test_b():
    assert True
