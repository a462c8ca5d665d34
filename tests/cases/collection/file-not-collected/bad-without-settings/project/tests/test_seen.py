def test_seen():
    assert [1]
