def test_total():
    assert sum([2, 3]) == 5
