import os
from contextlib import contextmanager

import pytest


@contextmanager
def variable(name):
    os.environ[name] = "1"
    yield
    del os.environ[name]


@pytest.mark.asyncio
@variable("SHOP")
async def test_a():
    assert os.environ["SHOP"]
