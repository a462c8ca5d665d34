def test_status():
    assert "200 OK".startswith("200")
