import pytest


@pytest.mark.asyncio(scope='module', loop_scope='module')
async def test_total():
    assert 1 + 1 == 2
