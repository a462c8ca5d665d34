def test_server(server, second, limited):
    assert server.poll() is None
