def test_ports(server, asked_in_loop):
    assert server != asked_in_loop
