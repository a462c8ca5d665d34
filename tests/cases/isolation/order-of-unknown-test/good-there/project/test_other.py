def test_far():
    assert sum([1, 2]) == 3
