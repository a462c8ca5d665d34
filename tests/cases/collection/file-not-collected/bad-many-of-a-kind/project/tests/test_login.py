def test_login():
    assert "in".upper() == "IN"
