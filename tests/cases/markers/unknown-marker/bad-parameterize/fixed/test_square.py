from pytest import mark


@mark.parametrize("number", [1, 2])
def test_square(number):
    assert number * number >= number
