def test_client():
    assert 1
