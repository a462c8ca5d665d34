class TestBase:
    def make(self):
        raise NotImplementedError

    def use(self):
        return self.make()

    def test_plain(self):
        assert True


class TestMemory(TestBase):
    def make(self):
        return {}

    def test_make(self):
        assert self.use() == {}
