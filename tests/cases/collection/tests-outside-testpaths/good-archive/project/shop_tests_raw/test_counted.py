def test_counted():
    assert sum([1, 1]) == 2
