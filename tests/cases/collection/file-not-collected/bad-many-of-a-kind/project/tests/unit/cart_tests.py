def test_sum():
    assert sum([1, 2]) == 3


def test_difference():
    assert 3 - 1 == 2
