import pytest


@pytest.mark.asyncio(forbid_global_loop=True)
async def test_total():
    assert 1 + 1 == 2
