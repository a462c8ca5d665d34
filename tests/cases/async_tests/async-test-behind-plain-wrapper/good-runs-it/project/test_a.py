import asyncio
import functools
import inspect
import unittest
from contextlib import asynccontextmanager

import pytest


def awaiting(fn):
    @functools.wraps(fn)
    async def inner(*args, **kwargs):
        return await fn(*args, **kwargs)

    return inner


def running(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        return asyncio.run(fn(*args, **kwargs))

    return inner


def on_a_loop(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        result = fn(*args, **kwargs)
        if inspect.isawaitable(result):
            loop = asyncio.new_event_loop()
            loop.run_until_complete(result)
            loop.close()

    return inner


def either(fn):
    @functools.wraps(fn)
    async def awaited(*args, **kwargs):
        return await fn(*args, **kwargs)

    @functools.wraps(fn)
    def plain(*args, **kwargs):
        return fn(*args, **kwargs)

    return awaited if inspect.iscoroutinefunction(fn) else plain


def told(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)

    return inspect.markcoroutinefunction(inner) if hasattr(inspect, "markcoroutinefunction") else awaiting(fn)


def same(fn):
    fn.is_same = True
    return fn


def passing(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        return fn(*args, **kwargs)

    return inner


@asynccontextmanager
async def around():
    yield


@awaiting
async def test_a():
    assert True


@running
async def test_b():
    assert True


@on_a_loop
async def test_c():
    assert True


@either
async def test_d():
    assert True


@same
async def test_e():
    assert True


@running
@passing
async def test_f():
    assert True


@passing
def test_g():
    assert True


@around()
async def test_h():
    assert True


class TestShop(unittest.IsolatedAsyncioTestCase):
    @awaiting
    async def test_open(self):
        assert True
