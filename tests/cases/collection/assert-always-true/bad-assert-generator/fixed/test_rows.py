def rows():
    return [1, -2, 3]


def test_positive():
    assert all(row > 0 for row in rows())
