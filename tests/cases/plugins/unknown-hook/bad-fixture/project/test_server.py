def test_server(pytest_server):
    assert pytest_server == "up"
