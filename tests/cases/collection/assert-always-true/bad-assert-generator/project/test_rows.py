def rows():
    return [1, -2, 3]


def test_positive():
    assert (row > 0 for row in rows())
