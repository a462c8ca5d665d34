import pytest


@pytest.mark.asyncio(loop_scope="modul")
async def test_total():
    assert 1 + 1 == 2
