def test_top():
    assert 1
