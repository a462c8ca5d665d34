def test_route():
    assert "a" == "b"
