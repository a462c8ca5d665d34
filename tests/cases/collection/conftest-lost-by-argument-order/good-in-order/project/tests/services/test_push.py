def test_push(guard):
    assert guard
