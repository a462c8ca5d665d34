def test_server(server, second, third):
    assert server.poll() is None
