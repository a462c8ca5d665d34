def test_port(port, index):
    assert port
