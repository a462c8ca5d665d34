def test_meal():
    assert "soup" in ["soup"]
