def test_rows():
    assert [1]
