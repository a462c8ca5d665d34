def test_meal():
    assert "soup"
