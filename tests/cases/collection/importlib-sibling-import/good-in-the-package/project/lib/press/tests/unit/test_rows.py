from tests.helpers import ROWS


def test_rows():
    assert ROWS == 3
