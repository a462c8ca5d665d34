import pytest


@pytest.mark.asyncio(loop_scope="module")
async def test_total():
    assert 1 + 1 == 2
