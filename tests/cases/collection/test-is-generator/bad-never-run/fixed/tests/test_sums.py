class TestSums:
    def test_pairs(self):
        self.pair(1, 3)

    def pair(self, left, right):
        assert left == right
