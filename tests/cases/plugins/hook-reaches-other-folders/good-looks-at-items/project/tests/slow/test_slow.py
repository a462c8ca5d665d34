def test_slow():
    assert 1 + 1 == 2
