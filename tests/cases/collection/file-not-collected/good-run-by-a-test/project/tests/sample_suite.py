def test_in_sample():
    assert 1
