import unittest
from collections import deque

import pytest

LAST = deque(maxlen=1)


class Base:
    names = []
    prices = {}

    def setup_method(self):
        self.names = []


class TestDerived(Base):
    prices = {"apple": 1}

    def test_name(self):
        self.names.append("ann")
        assert self.names == ["ann"]

    def test_no_name(self):
        assert self.names == []

    def test_price(self):
        assert self.prices == {"apple": 1}


class TestOther(Base):
    def test_other(self):
        self.prices["pear"] = 2
        assert self.prices["pear"] == 2


class TestFixture:
    items = []
    kinds = []
    lines = []
    totals = []
    own = []

    @pytest.fixture(autouse=True)
    def fresh(self, request, monkeypatch):
        request.cls.items = []
        type(self).kinds = []
        monkeypatch.setattr(TestFixture, "lines", [])
        del self.totals[:]

    def test_item(self):
        self.items.append(1)
        self.kinds.append(1)
        self.lines.append(1)
        self.totals.append(1)

    def test_no_item(self):
        assert self.items == self.kinds == []
        assert not self.lines
        assert not self.totals

    def test_own(self):
        self.own.append(1)
        assert len(self.own) == 1

    def test_unrelated(self):
        own = {}
        assert own.items() is not None


class TestFirst(unittest.TestCase):
    items = []

    def test_one(self):
        self.items = []
        self.items.append(1)
        self.assertEqual(self.items, [1])

    def test_two(self):
        self.items = []
        self.items.append(2)
        self.assertEqual(self.items, [2])


class TestRebound:
    items = []

    def test_one(self):
        self.items = self.items + [1]
        assert self.items == [1]

    def test_two(self):
        assert self.items == []


@pytest.mark.incremental
class TestSteps:
    made = []

    def test_made(self):
        self.made.append(1)
        assert len(self.made) == 1

    def test_twice(self):
        self.made.append(2)
        assert len(self.made) == 2


class TestOrdered:
    made = []

    @pytest.mark.order(1)
    def test_made(self):
        self.made.append(1)
        assert len(self.made) == 1

    @pytest.mark.order(2)
    def test_twice(self):
        self.made.append(2)
        assert len(self.made) == 2


def test_last():
    LAST.append(1)
    assert len(LAST) == 1


def test_last_again():
    LAST.append(2)
    assert len(LAST) == 1
