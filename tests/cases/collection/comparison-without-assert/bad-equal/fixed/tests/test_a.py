def test_sum():
    total = 1 + 1
    assert total == 3
