import contextlib

import anyio
import pytest


@pytest.fixture
async def scope():
    try:
        with anyio.CancelScope() as scope:
            yield scope
    except RuntimeError:
        pass


@pytest.fixture
async def other():
    with contextlib.suppress(RuntimeError), anyio.CancelScope() as scope:
        yield scope


async def test_hub(scope, other):
    assert scope is not other
