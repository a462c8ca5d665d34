import pytest

pytestmark = [pytest.mark.asyncio, pytest.mark.enable_socket]


async def test_total():
    assert True
