class TestStack:
    """A stack of numbers."""

    def setup(self):
        self.items = [1, 2]

    def teardown(self):
        self.items.clear()

    def test_pop(self):
        assert self.items.pop() == 2
