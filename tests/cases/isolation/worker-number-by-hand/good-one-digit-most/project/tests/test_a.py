def test_port(port):
    assert port
