from .base import KeptBase, OnceBase, OwnBase, WorkerBase


class TestOwn(OwnBase):
    def test_csv(self):
        assert self.work


class TestOnce(OnceBase):
    def test_first(self):
        assert 1

    def test_second(self):
        assert 1


class TestWorker(WorkerBase):
    def test_csv(self):
        assert 1


class TestKept(KeptBase):
    def test_csv(self):
        assert 1
