class TestStack:
    """A stack of numbers."""

    def setup_method(self):
        self.items = [1, 2]

    def teardown_method(self):
        self.items.clear()

    def test_pop(self):
        assert self.items.pop() == 2
