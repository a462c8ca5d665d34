import operator


def check(left, right, total):
    assert left + right == total


def test_sums():
    for left, right, total in [(1, 1, 2), (2, 2, 4)]:
        check(left, right, total)
    check(*(0, 0), 0)


def test_wrong():
    check(1, 1, 3)


class TestSums:
    def test_operator(self):
        self.check(1)
        operator.add(1, 2)

    def check(self, number):
        assert number
