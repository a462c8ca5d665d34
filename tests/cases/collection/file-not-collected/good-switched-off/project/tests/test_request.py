def test_request():
    assert "get".upper() == "GET"
