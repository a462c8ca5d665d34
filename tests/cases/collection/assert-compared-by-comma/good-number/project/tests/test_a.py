def test_sum():
    values = [1, 1]
    assert sum(values) == 2, "sum"
    assert sum(values) == 2, values
    assert values, f"none: {values}"
    assert sum(values) == 2, (1, values)
