from base import QueueMixin


class StackMixin:
    def setup_method(self):
        self.stack = [1, 2]

    def teardown_method(self):
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
