def test_total():
    total = sum([1, 1])
    assert (total == 2), "wrong total"
    assert (
        total == 2
        and total < 3
    )
    assert (1, 2) == (total - 1, total)
