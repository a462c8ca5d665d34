import pytest


@pytest.mark.asyncio
async def test_session(session):
    assert not session.closed
    await session.close()


@pytest.mark.asyncio
async def test_other(other):
    assert not other.closed
    await other.close()
