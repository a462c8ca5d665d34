import abc


class StoreBase(abc.ABC):
    @abc.abstractmethod
    def make(self):
        ...

    @abc.abstractmethod
    def limit(self):
        ...

    def test_get(self):
        assert self.make() is not None

    def test_limit(self):
        assert self.limit() > 0
