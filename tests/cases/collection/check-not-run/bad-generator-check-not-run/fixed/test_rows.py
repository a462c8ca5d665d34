def check_rows(rows):
    for row in rows:
        assert row > 0
        yield row


def test_rows():
    list(check_rows([1, -2]))
