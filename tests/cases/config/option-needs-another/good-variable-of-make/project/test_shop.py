def test_sum():
    assert 2 + 3 == 5
