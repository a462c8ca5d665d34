def test_sum():
    total = 1 + 1
    total == 3
