from abc import ABC, abstractmethod


class StoreBase(ABC):
    @abstractmethod
    def make(self):
        ...

    def test_get(self):
        assert self.make() is not None


class TestMemory(StoreBase):
    pass
