import functools

import pytest


def logged(fn):
    """Says what runs."""

    @functools.wraps(fn)
    async def inner(*args, **kwargs):
        print("running", fn.__name__)
        return await fn(*args, **kwargs)

    return inner


@logged
async def test_a():
    assert True


@pytest.mark.asyncio
@logged
async def test_b(tmp_path):
    assert tmp_path.is_dir()


async def test_c():
    assert True
