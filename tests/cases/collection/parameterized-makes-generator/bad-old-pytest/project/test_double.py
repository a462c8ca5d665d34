import parameterized as p

VALUES = [1, 2]


@p.parameterized(VALUES)
def test_double(number):
    assert number * 2 == number + number
