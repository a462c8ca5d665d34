import pytest


class TestA:
    @pytest.fixture(autouse=True)
    def setup_method(self):
        self.rows = ["a"]
        yield

    def test_rows(self):
        assert self.rows

    def setup_class(cls):
        cls.made = list(cls.numbers())

    @staticmethod
    def numbers():
        yield 1
