import aiohttp
import pytest


@pytest.mark.asyncio
async def test_session(session, make_session, maker):
    own = await make_session()
    assert not session.closed and not own.closed
    await own.close()
    await maker().close()
    async with aiohttp.ClientSession() as other:
        assert not other.closed


def test_of_loop(of_loop):
    assert not of_loop.closed


def test_replaced(replaced):
    assert replaced == {}
