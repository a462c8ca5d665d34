import pytest


class TestShop:
    @pytest.fixture(autouse=True)
    async def opened(self):
        return True

    class TestOrders:
        def test_order(self):
            assert True
