def test_rates():
    assert sum([1, 2]) == 3
