import operator


def check(left, right, total):
    assert left + right == total


def test_sums():
    for left, right, total in [(1, 1, 2), (2, 2, 4)]:
        yield check, left, right, (total)
    yield check, *(0, 0), 0


def test_wrong():
    yield check, 1, 1, 3


class TestSums:
    def test_operator(self):
        yield self.check, 1
        yield operator.add, 1, 2

    def check(self, number):
        assert number
