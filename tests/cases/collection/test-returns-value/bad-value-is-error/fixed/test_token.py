def test_token():
    token = "abc"
    assert token
