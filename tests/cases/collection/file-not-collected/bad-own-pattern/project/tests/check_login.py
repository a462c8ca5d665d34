def test_login():
    assert "ann".islower()
