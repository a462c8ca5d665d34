def test_utils():
    assert sum([1, 2]) == 3
