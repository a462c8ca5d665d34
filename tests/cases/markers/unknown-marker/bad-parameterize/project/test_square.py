from pytest import mark


@mark.parameterize("number", [1, 2])
def test_square(number):
    assert number * number >= number
