import ports.names


def test_names():
    assert ports.names.table
