import pytest


async def fetch():
    raise ValueError


async def test_fetch():
    with pytest.raises(ValueError):
        await fetch()
