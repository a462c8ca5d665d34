import pytest as pt


def test_plain():
    assert 1 + 1 == 2


@pt.mark.asyncio
async def test_total():
    assert 1 + 1 == 2
