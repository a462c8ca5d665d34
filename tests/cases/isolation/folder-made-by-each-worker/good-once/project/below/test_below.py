def test_below():
    assert [1]
