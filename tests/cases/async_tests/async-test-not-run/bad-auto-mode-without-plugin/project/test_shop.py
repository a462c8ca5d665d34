import pytest


@pytest.mark.asyncio
async def test_open():
    assert True


async def test_close():
    assert True
