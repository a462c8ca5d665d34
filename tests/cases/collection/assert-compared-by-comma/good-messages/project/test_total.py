def total():
    return 3


def rows():
    return [1]


def test_text():
    assert total(), "no total"


def test_names():
    expected = 3
    assert total() == expected, 3
    assert rows(), rows()
    assert rows(), [total()]
    assert isinstance(total(), int), 3
    assert total() > 2, [1]
    assert not total() == 2, 0
    assert rows(), f"{3}"
    assert rows(), ("no", "rows")
