import unittest
from abc import ABCMeta, abstractmethod

from stores import StoreBase


class TestMemory(StoreBase):
    def make(self):
        return {}


class Contract(metaclass=ABCMeta):
    @abstractmethod
    def make(self):
        ...

    def test_made(self):
        self.assertTrue(self.make())


class ListTest(Contract, unittest.TestCase):
    def build(self):
        return [1]


def test_plain():
    assert StoreBase
