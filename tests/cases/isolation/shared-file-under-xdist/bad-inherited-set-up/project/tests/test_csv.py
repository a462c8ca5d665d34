from .base import WORK, ExportBase


class TestCsv(ExportBase):
    def test_csv(self):
        assert WORK
