def test_screen():
    assert "ab"[::-1] == "ba"
