import pytest


@pytest.mark.asyncio(loop_scope="module")
async def test_opens():
    pass


class TestShop:
    pytestmark = [pytest.mark.asyncio(loop_scope="class")]

    async def test_goes_on(self):
        pass
