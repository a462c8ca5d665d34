class TestShared:
    size = 1

    def test_size(self):
        assert self.size
