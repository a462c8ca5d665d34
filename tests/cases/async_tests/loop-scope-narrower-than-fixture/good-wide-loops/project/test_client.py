async def test_client(client):
    assert client == "up"
