import pytest

pytestmark = pytest.mark.asyncio


def test_plain():
    assert 1 + 1 == 2


async def test_total():
    assert 1 + 1 == 2
