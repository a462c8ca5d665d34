import pytest


class StorageBase:
    def make(self):
        raise NotImplementedError

    def test_put(self):
        assert self.make() == {}


class TestMemory(StorageBase):
    def make(self):
        return {}


class TestSkipping:
    def make(self):
        raise NotImplementedError

    def test_make(self):
        with pytest.raises(NotImplementedError):
            self.make()


class TestMore(TestSkipping):
    pass
