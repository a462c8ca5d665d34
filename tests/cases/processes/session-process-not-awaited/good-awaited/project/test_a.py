def test_server(server, tells, no_server):
    assert server
