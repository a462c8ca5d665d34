import pytest


@pytest.mark.asyncio(scope="module")
async def test_opens():
    pass


class TestShop:
    pytestmark = [pytest.mark.asyncio(scope="class")]

    async def test_goes_on(self):
        pass
