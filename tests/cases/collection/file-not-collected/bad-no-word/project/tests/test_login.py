def test_login():
    assert 1
