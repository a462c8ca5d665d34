from .base import KeptBase, OwnBase, WorkerBase


class TestOwn(OwnBase):
    def test_xml(self):
        assert self.work


class TestWorker(WorkerBase):
    def test_xml(self):
        assert 1


class TestKept(KeptBase):
    def test_xml(self):
        assert 1
