from ports.table import WIDTH, table


def test_table():
    assert len(table([22])[0]) == WIDTH
