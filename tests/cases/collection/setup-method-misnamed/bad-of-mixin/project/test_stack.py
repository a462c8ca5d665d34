from base import QueueMixin


class StackMixin:
    def setUp(self):
        self.stack = [1, 2]

    def tearDown(self):
        self.stack.clear()


class TestStack(StackMixin):
    def test_pop(self):
        assert self.stack.pop() == 2


class TestOther(StackMixin):
    def test_pop(self):
        assert self.stack.pop() == 2


class TestQueue(QueueMixin):
    def test_pop(self):
        assert self.queue == [1]
