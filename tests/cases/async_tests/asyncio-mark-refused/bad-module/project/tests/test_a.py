import pytest

pytestmark = [pytest.mark.asyncio("module")]


async def test_total():
    assert 1 + 1 == 2


async def test_more():
    assert 2 + 1 == 3
