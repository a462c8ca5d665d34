from pytest import mark

from tables import SIZES


@mark.parametrize(("text", "size"), SIZES)
def test_size(text, size):
    assert len(text) == size


class TestSquare:
    @mark.parametrize(argnames="number,square", argvalues={1: 1, 2: 4})
    def test_square(self, number, square):
        assert number**2 == square
