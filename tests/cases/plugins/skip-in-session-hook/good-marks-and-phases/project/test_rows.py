def test_rows():
    assert [1]


def test_columns():
    assert [1]
