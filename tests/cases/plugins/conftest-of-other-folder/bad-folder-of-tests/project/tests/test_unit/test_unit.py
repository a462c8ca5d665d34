def test_unit():
    assert [1]
