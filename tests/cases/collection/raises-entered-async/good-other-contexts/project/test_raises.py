import contextlib

import pytest


class Checker:
    @contextlib.asynccontextmanager
    async def raises(self, kind):
        with pytest.raises(kind):
            yield


@contextlib.asynccontextmanager
async def opened():
    yield


async def test_plain():
    with pytest.raises(ValueError):
        int("x")


async def test_own():
    async with Checker().raises(ValueError):
        int("x")


async def test_both():
    with pytest.raises(ValueError):
        async with opened():
            int("x")
