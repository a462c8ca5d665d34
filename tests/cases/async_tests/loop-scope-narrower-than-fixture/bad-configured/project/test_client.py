async def test_server(server):
    assert server == "up"


async def test_client(client):
    assert client == "up"
