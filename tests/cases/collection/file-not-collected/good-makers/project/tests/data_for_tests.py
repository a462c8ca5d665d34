def test_rows():
    return [(1, 2)]
