class TestBox:
    @property
    def test_data(self):
        return [1]

    @property
    def test_ready(self):
        assert self.test_data

    def check(self):
        self.test_ready

    def test_size(self):
        self.check()
        assert self.test_data == [1]
