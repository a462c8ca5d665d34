import unittest
from abc import ABC, ABCMeta, abstractmethod


class TestStore(ABC):
    @abstractmethod
    def make(self):
        ...

    def test_get(self):
        assert self.make() is not None


class TestMemory(TestStore):
    def make(self):
        return {}


class TestAlias(TestStore):
    make = dict


class TestContract(ABC):
    @abstractmethod
    def make(self):
        ...

    def test_get(self):
        assert self.make() is not None


class NoMeta:
    @abstractmethod
    def make(self):
        ...


class TestNoMeta(NoMeta):
    def test_plain(self):
        assert True


class Mixin(metaclass=ABCMeta):
    @abstractmethod
    def make(self):
        ...

    def test_made(self):
        self.assertIsNotNone(self.make())


class Maker:
    def make(self):
        return [1]


class ListTest(Maker, Mixin, unittest.TestCase):
    pass


class TestHelper(ABC):
    @abstractmethod
    def make(self):
        ...
