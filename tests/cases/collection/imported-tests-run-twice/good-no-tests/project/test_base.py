class TestIter:
    __test__ = False

    def __init__(self, rows):
        self.rows = rows

    def first(self):
        return self.rows[0]


def test_first():
    assert TestIter([1]).first() == 1
