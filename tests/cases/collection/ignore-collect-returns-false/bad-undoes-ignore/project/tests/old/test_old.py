def test_old():
    assert "old" == "new"
