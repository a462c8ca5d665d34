import pytest


async def fetch():
    raise ValueError


async def test_fetch():
    async with pytest.raises(ValueError):
        await fetch()
