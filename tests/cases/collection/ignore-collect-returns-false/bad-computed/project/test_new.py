def test_new():
    assert 1
