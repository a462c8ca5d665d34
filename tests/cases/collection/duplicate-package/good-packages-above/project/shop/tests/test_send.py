def test_send():
    assert 3
