async def test_server(server):
    assert server == "up"
