def test_server(counted):
    assert counted is None
