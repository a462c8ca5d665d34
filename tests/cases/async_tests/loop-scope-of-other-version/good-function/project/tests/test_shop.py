import pytest


@pytest.mark.asyncio(loop_scope="function")
async def test_opens():
    pass


@pytest.mark.asyncio(scope="module")
async def test_goes_on():
    pass


@pytest.mark.asyncio(loop_scope="module")
def test_is_not_async():
    pass
