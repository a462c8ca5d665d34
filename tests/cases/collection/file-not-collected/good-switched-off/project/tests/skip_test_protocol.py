def test_protocol():
    assert "custom".upper() == "CUSTOM"
