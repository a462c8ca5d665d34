def test_port(port):
    assert port >= 9000


def test_index(index):
    assert index >= 0
