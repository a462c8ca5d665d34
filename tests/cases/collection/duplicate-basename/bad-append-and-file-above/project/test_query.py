def test_top():
    assert 2
