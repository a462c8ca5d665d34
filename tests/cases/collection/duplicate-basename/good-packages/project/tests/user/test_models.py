def test_user():
    assert {"id": 1}
