def test_total():
    total = sum([1, 1])
    assert (total == 3, "wrong total")
