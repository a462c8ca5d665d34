class TestStorageBase:
    def make(self):
        raise NotImplementedError

    def test_put(self):
        store = self.make()
        store["a"] = 1
        assert store["a"] == 1


class TestMemory(TestStorageBase):
    def make(self):
        return {}
