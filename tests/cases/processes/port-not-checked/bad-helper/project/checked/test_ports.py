def test_ports(chosen, looked_at, asked_in_loop):
    assert chosen and looked_at and asked_in_loop


def test_first(tried_first):
    assert tried_first
