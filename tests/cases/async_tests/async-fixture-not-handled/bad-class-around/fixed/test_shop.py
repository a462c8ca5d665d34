import pytest
import pytest_asyncio


class TestShop:
    @pytest_asyncio.fixture(autouse=True)
    async def opened(self):
        return True

    class TestOrders:
        def test_order(self):
            assert True
