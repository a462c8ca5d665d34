import unittest

import pytest


class StackMixin:
    def setUp(self):
        self.stack = [1, 2]


class StackTest(StackMixin, unittest.TestCase):
    def test_pop(self):
        assert self.stack.pop() == 2


class TestPushing(StackMixin):
    def test_push(self):
        assert [].append(1) is None


class QueueMixin:
    def setUp(self):
        self.queue = [1]

    def setup_method(self):
        QueueMixin.setUp(self)


class TestQueue(QueueMixin):
    def test_queue(self):
        assert self.queue == [1]


class HeapMixin:
    def set_up(self):
        self.heap = [1]


class TestHeap(HeapMixin):
    @pytest.fixture(autouse=True)
    def prepared(self):
        self.set_up()

    def test_heap(self):
        assert self.heap == [1]


class TreeMixin:
    @pytest.fixture(autouse=True)
    def setUp(self):
        self.tree = [1]


class TestTree(TreeMixin):
    def test_tree(self):
        assert self.tree == [1]


class BagMixin:
    def setUp(self):
        self.bag = [1]


class SharedBagTests(BagMixin):
    def test_bag(self):
        assert self.bag == [1]


class TestBag(SharedBagTests, unittest.TestCase):
    pass


class EmptyMixin:
    def setUp(self):
        """For others."""


class TestEmpty(EmptyMixin):
    def test_empty(self):
        assert not []
