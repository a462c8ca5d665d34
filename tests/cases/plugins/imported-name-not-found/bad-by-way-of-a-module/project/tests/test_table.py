from ports.table import table


def test_table():
    assert table([22]) == "ssh"
