from shop import zip


def filter(rows):
    return rows


class Rows:
    def map(self, function):
        return [function(1)]


def test_own():
    assert zip([1], [2])
    assert filter([1])
    assert Rows().map(bool)
    assert list(map(bool, [1]))
    assert any(map(bool, [1]))
    assert enumerate([1]) is not None


def test_given():
    reversed = list
    assert reversed([1])
