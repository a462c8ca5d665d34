async def test_home(aiohttp_client):
    client = await aiohttp_client(None)
    assert client


async def test_plain():
    assert True
