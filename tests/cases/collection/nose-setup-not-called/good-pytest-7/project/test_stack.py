class TestStack:
    def setup(self):
        self.items = [1]

    def test_items(self):
        assert self.items == [1]
