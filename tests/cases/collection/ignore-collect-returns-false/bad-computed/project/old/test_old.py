def test_old():
    assert 0
