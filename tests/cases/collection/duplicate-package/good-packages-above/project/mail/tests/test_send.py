def test_send():
    assert 1
