from shop import average, middle, total


def test_total():
    assert total([1, 2]) == 3


def test_average():
    assert average([1, 3]) == 2


def test_middle():
    assert middle([1, 2, 3]) == 2
