def test_port(port, schema, folder, index):
    assert port
