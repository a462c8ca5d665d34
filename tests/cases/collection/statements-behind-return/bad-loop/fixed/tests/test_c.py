def test_all_even():
    for number in [2, 3]:
        assert number % 2 == 0